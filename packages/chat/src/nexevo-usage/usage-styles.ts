import { css } from 'lit';

export const usageStyles = css`
  :host {
    display: block;
  }

  :host([view='balance']) {
    display: inline-block;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    padding: 22px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }

  h2,
  h3 {
    font-size: 1em;
    font-weight: 600;
    line-height: 1.4;
  }

  .head,
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
    align-items: center;
    justify-content: space-between;
  }

  .days {
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }

  .balance {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
  }

  .label,
  .note {
    font-size: 12.5px;
    color: var(--_muted);
  }

  .amount {
    font-size: 2em;
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .amount small {
    font-size: 0.56em;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--_muted);
  }

  .card[aria-busy='true'] :is(.totals, .chart, .tiers) {
    opacity: 0.55;
    transition: opacity var(--_time) var(--_ease) 0.15s;
  }

  .warning {
    display: flex;
    gap: 10px;
    padding: 11px 14px;
    font-size: 0.94em;
    line-height: 1.45;
    border-radius: var(--_small-radius);
    background: color-mix(in oklab, var(--_danger) 8%, transparent);
    color: var(--_danger);
  }

  .icon {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .choice {
    display: flex;
    gap: 2px;
    max-inline-size: 100%;
    padding: 3px;
    border-radius: var(--_small-radius);
    background: var(--_fill);
  }

  .choice label {
    position: relative;
    cursor: pointer;
  }

  .choice span {
    display: block;
    padding: 4px clamp(4px, 2.4vw, 12px);
    font-size: 0.88em;
    text-align: center;
    font-weight: 550;
    border: 1px solid transparent;
    border-radius: max(0px, var(--_small-radius) - 3px);
  }

  .choice :checked + span {
    background: var(--_raised);
    border-color: var(--_line);
  }

  .choice :focus-visible + span {
    outline: 2px solid var(--_link);
    outline-offset: 1px;
  }

  .empty {
    padding: 36px 16px;
    text-align: center;
    color: var(--_muted);
    border: 1px dashed var(--_line);
    border-radius: var(--_small-radius);
  }

  .failure {
    display: grid;
    gap: 12px;
    justify-items: start;
  }

  .failure code {
    font: 0.84em var(--_mono);
    color: var(--_muted);
  }

  .skeleton {
    padding: 4px 0;
    min-inline-size: 8rem;
  }

  /* The label, the balance, the chart. */
  .skeleton i:nth-child(1) {
    inline-size: 5rem;
  }

  .skeleton i:nth-child(2) {
    inline-size: min(12rem, 60%);
    block-size: 28px;
  }

  .skeleton i:nth-child(3) {
    inline-size: 100%;
    block-size: 168px;
    margin-block-start: 16px;
    border-radius: var(--_small-radius);
  }

  @media (forced-colors: active) {
    .choice :checked + span {
      border-color: Highlight;
    }

    .warning,
    .hint {
      border: 1px solid CanvasText;
    }

    .skeleton i {
      background: GrayText;
    }
  }
`;
