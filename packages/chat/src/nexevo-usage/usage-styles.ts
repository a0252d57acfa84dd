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
    transition: opacity 0.2s var(--_ease) 0.15s;
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

  .totals {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
    gap: 14px;
  }

  .totals dd {
    font-size: 1.12em;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
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
    padding: 4px 12px;
    font-size: 0.88em;
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

  .block {
    display: grid;
    gap: 12px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }

  .tiers {
    display: grid;
    gap: 16px;
    list-style: none;
  }

  .tiers li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 3px 16px;
    font-variant-numeric: tabular-nums;
  }

  .tiers :nth-child(even of span) {
    text-align: end;
  }

  .share {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 6px;
  }

  .rail {
    fill: var(--_fill);
  }

  .plan {
    gap: 4px 24px;
    align-items: center;
  }

  .hint {
    padding: 11px 14px;
    margin-block-start: 8px;
    border-radius: var(--_small-radius);
    background: var(--_bubble);
  }

  .scroll {
    overflow-x: auto;
    max-block-size: 26rem;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.94em;
  }

  caption {
    text-align: start;
    padding-block-end: 8px;
    font-weight: 600;
  }

  th,
  td {
    padding-block: 8px;
    padding-inline: 16px 0;
    border-block-end: 1px solid var(--_line);
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  th {
    font-weight: 500;
    font-size: 12.5px;
    color: var(--_muted);
  }

  tbody th {
    font-size: inherit;
    color: inherit;
  }

  :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
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

  .skeleton .block {
    block-size: 150px;
    inline-size: 100%;
    padding: 0;
    border: 0;
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
