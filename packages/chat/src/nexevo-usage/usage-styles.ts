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
    gap: 18px;
    padding: 20px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .balance {
    display: grid;
    gap: 2px;
  }

  :host([view='balance']) .card {
    padding: 12px 18px;
  }

  .label {
    font-size: 12.5px;
    color: var(--_muted);
  }

  .amount {
    font-size: 1.8em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }

  :host([view='balance']) .amount {
    font-size: 1.3em;
  }

  .totals {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: 14px;
    margin: 0;
    padding-block: 16px;
    border-block: 1px solid var(--_line);
  }

  .totals dd {
    margin: 0;
    font-size: 1.12em;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
  }

  .scroll {
    overflow-x: auto;
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

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  .note {
    margin: 0;
    font-size: 12.5px;
    color: var(--_muted);
  }

  .skeleton {
    padding: 4px 0;
    min-inline-size: 8rem;
  }

  button {
    font: inherit;
    font-weight: 600;
    font-size: 0.92em;
    min-block-size: 36px;
    padding: 4px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_small-radius);
    color: inherit;
    background: none;
    cursor: pointer;
    justify-self: start;
  }
`;
