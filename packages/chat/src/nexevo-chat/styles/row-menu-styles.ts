import { css } from 'lit';

/** The menu of one conversation in the list, the field for its title, and what empties the search. */
export const rowMenuStyles = css`
  .row-menu {
    position: fixed;
    inset: auto;
    margin: 0;
    min-inline-size: 168px;
    padding: 5px;
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
    color: var(--_text);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .row-menu:popover-open {
    display: grid;
    animation: nexevo-fade var(--_time);
  }

  .row-menu-item {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 36px;
    padding-inline: 10px 14px;
    border-radius: min(8px, var(--_radius));
    font-size: 0.94em;
  }

  .row-menu-item .icon {
    inline-size: 18px;
    block-size: 18px;
  }

  .row-menu-item.delete {
    color: var(--_danger);
  }

  .row-menu-item:focus {
    background: var(--_fill);
  }

  /* In forced colours gradients are not drawn: there it is the browser's own. */
  @media not (forced-colors: active) {
    .history-search ::-webkit-search-cancel-button {
      appearance: none;
      inline-size: 22px;
      block-size: 22px;
      border-radius: 50%;
      cursor: pointer;
      background:
        linear-gradient(45deg, transparent 47%, var(--_muted) 47% 53%, transparent 53%),
        linear-gradient(-45deg, transparent 47%, var(--_muted) 47% 53%, transparent 53%);
      background-position: center;
      background-repeat: no-repeat;
      background-size: 10px 10px;
    }
  }

  .row-rename {
    inline-size: 100%;
    min-block-size: 38px;
    padding-inline: 9px;
    border: 1px solid var(--_accent);
    border-radius: var(--_small-radius);
    font-size: 0.95em;
    background: var(--_raised);
    outline: 0;
  }

  @media (hover: hover) {
    .row-menu-item:hover {
      background: var(--_fill);
    }
  }

  @media (pointer: coarse) {
    .row-menu-item {
      min-block-size: 44px;
    }
  }

  .history-more {
    padding: 14px 10px;
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
    box-shadow: var(--_shadow);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .toast .text-button {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;
