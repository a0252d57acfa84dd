import { css } from 'lit';

/** The list of conversations. */
export const historyStyles = css`
  nexevo-chat-history {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }

  .history-search {
    display: flex;
    align-items: center;
    flex: none;
    gap: 8px;
    margin: 2px 10px 8px;
    padding-inline: 10px;
    border-radius: var(--_small-radius);
    background: var(--_fill);
    color: var(--_muted);
  }

  .history-search:focus-within {
    outline: 2px solid var(--_link);
    outline-offset: -1px;
  }

  .history-search .icon {
    inline-size: 17px;
    block-size: 17px;
  }

  .history-search input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 36px;
    outline: 0;
    font-size: 0.95em;
    color: var(--_text);
    appearance: none;
  }

  .history-scroll {
    flex: 1;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0 8px 12px;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }

  .history-group {
    margin: 0;
    padding: 12px 10px 4px;
    font-size: 12px;
    font-weight: 600;
    color: var(--_muted);
  }

  /* Months are in lower case where a language writes them so. */
  .history-group::first-letter {
    text-transform: uppercase;
  }

  .history ul {
    display: grid;
    gap: 2px;
    list-style: none;
    margin: 0;
    padding: 0;
  }

  /* A long title is cut. */
  .history li {
    min-inline-size: 0;
  }

  .history-empty {
    display: grid;
    justify-items: center;
    gap: 10px;
    padding: 40px 20px;
    font-size: 0.93em;
    text-align: center;
    text-wrap: balance;
    color: var(--_muted);
  }

  .history-empty p {
    margin: 0;
  }

  .history-empty .icon {
    inline-size: 26px;
    block-size: 26px;
    stroke-width: 1.25;
    opacity: 0.8;
  }

  .history-scroll .problem {
    margin: 4px 2px 8px;
  }

  .row {
    display: flex;
    align-items: center;
    border-radius: var(--_small-radius);
    transition: background-color 0.12s;
  }

  @media (hover: hover) {
    .row:hover {
      background: color-mix(in oklab, var(--_fill) 55%, transparent);
    }
  }

  .row:has([aria-current]) {
    background: var(--_fill);
    font-weight: 500;
  }

  .row-open {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 38px;
    padding-inline: 10px;
    border-radius: var(--_small-radius);
    font-size: 0.95em;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    outline-offset: -2px;
  }

  .row-more {
    margin-inline-end: 3px;
  }

  @media (pointer: coarse) {
    .row-open {
      min-block-size: 44px;
    }
  }
`;
