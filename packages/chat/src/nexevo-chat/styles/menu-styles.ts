import { css } from 'lit';

/** The menu, and the dialog about the visitor's data. */
export const menuStyles = css`
  nexevo-chat-menu {
    position: relative;
    z-index: 2;
    flex: none;
  }

  .menu {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: 10px;
    display: grid;
    min-inline-size: 13rem;
    max-inline-size: min(20rem, calc(100cqi - 20px));
    padding: 6px;
    border: 1px solid var(--_line);
    border-radius: min(14px, var(--_radius));
    background: var(--_raised);
    box-shadow: var(--_shadow);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .menu > [role='menuitem'] {
    display: block;
    min-block-size: 36px;
    padding: 7px 10px;
    border-radius: min(9px, var(--_radius));
    font-size: 0.94em;
    font-weight: 400;
    line-height: 22px;
    color: var(--_text);
    text-decoration: none;
    outline-offset: -2px;
  }

  .menu > [aria-disabled='true'] {
    color: var(--_muted);
    opacity: 0.6;
  }

  .menu > [role='separator'] {
    margin: 6px 10px;
    border-block-start: 1px solid var(--_line);
  }

  @media (hover: hover) {
    .menu > [role='menuitem']:not([aria-disabled='true']):hover {
      background: var(--_fill);
    }
  }

  .menu > [role='menuitem']:focus-visible {
    background: var(--_fill);
  }

  .dialog {
    inline-size: min(24rem, calc(100vw - 32px));
    padding: 20px 20px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }

  .dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }

  .dialog .heading {
    font-size: 1.07em;
    white-space: normal;
  }

  .dialog p {
    margin-block: 8px 16px;
    color: var(--_muted);
  }

  .dialog .problem {
    margin-block: 10px 14px;
  }

  .dialog-foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }

  .primary.danger:not([aria-disabled='true']) {
    background: var(--_danger);
    color: var(--_surface);
  }

  @media (pointer: coarse) {
    .menu > [role='menuitem'] {
      min-block-size: 44px;
      padding-block: 11px;
    }
  }

  @media (forced-colors: active) {
    .menu > [role='menuitem']:focus-visible {
      outline: 2px solid Highlight;
    }
  }
`;
