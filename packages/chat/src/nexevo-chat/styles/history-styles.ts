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

  .history ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }

  .history-empty {
    margin: 0;
    padding: 8px 10px;
    font-size: 0.93em;
    color: var(--_muted);
  }

  .row {
    display: flex;
    align-items: center;
    border-radius: var(--_small-radius);
    transition: background-color 0.12s;
  }

  .row:has([aria-current]) {
    background: var(--_fill);
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

  .row-actions {
    display: flex;
    flex: none;
    padding-inline-end: 3px;
  }

  @media (hover: hover) {
    .row:hover {
      background: var(--_fill);
    }

    /* Out of the way, but still in the tab order. */
    .row:not(:hover, :focus-within) .row-actions {
      inline-size: 0;
      padding: 0;
      overflow: hidden;
    }
  }

  .row-rename {
    inline-size: 100%;
    min-block-size: 38px;
    padding-inline: 9px;
    border: 1px solid var(--_accent);
    border-radius: var(--_small-radius);
    font: inherit;
    font-size: 0.95em;
    color: inherit;
    background: var(--_raised);
    outline: 0;
  }

  .toast-place {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 10px;
  }

  .toast {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding-inline: 14px 6px;
    min-block-size: 44px;
    border-radius: min(12px, var(--_radius));
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.92em;
    box-shadow: 0 8px 24px -8px rgb(0 0 0 / 0.4);
    animation: nexevo-rise 0.22s var(--_ease);
  }

  .toast .text-button {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;
