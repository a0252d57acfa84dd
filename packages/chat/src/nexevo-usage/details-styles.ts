import { css } from 'lit';

/** Totals, tiers, plan and table. */
export const detailsStyles = css`
  .totals {
    display: flex;
    flex-wrap: wrap;
    gap: 14px;
  }

  .totals div {
    flex: 1 1 6.5rem;
    max-inline-size: 100%;
  }

  .totals dd {
    font-size: 1.12em;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
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
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    align-items: baseline;
    justify-content: space-between;
  }

  .hint {
    inline-size: 100%;
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
`;
