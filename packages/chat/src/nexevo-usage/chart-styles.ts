import { css } from 'lit';

export const chartStyles = css`
  .chart {
    display: grid;
    grid-template: 168px auto / auto minmax(0, 1fr);
    gap: 8px 10px;
    padding-block: 8px 0;
    font-size: 12.5px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  /* Each beside its line. */
  .ticks {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    margin-block: -8px;
    line-height: 16px;
    text-align: end;
    max-inline-size: 9rem;
    overflow: hidden;
  }

  .plot {
    position: relative;
    grid-column: 2;
    touch-action: pan-y;
    border-radius: 4px;
  }

  .plot svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
  }

  .grid {
    stroke: var(--_line);
    stroke-width: 1;
  }

  .column {
    fill: var(--_fill);
  }

  .bar {
    fill: var(--_link);
  }

  .plot:has(.active) .bar:not(.active) {
    opacity: 0.55;
  }

  .dates {
    display: flex;
    grid-column: 2;
    justify-content: space-between;
    gap: 8px;
  }

  .tip {
    position: absolute;
    inset-block-end: calc(100% + 6px);
    z-index: 1;
    display: grid;
    inline-size: max-content;
    max-inline-size: 100%;
    padding: 8px 12px;
    line-height: 1.45;
    overflow-wrap: anywhere;
    pointer-events: none;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_small-radius);
    box-shadow: var(--_shadow);
  }

  .tip strong {
    font-size: 15px;
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .bar {
      fill: CanvasText;
    }

    .bar.active {
      fill: Highlight;
    }

    .column,
    .rail {
      fill: Canvas;
      stroke: GrayText;
    }
  }
`;
