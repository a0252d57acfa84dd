import { css } from 'lit';

/** Buttons, and the form behind one of them. */
export const topUpStyles = css`
  button,
  .primary {
    font: inherit;
    font-weight: 600;
    font-size: 0.92em;
    line-height: 1.4;
    min-block-size: 36px;
    padding: 6px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_small-radius);
    color: inherit;
    background: none;
    cursor: pointer;
    justify-self: start;
    text-decoration: none;
  }

  button:hover {
    background: var(--_fill);
  }

  .primary,
  .primary:hover {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }

  .primary:hover {
    filter: brightness(1.08);
  }

  [aria-pressed='true'] {
    background: var(--_fill);
    border-color: currentColor;
  }

  .quiet {
    min-block-size: 28px;
    padding: 2px 10px;
    margin-block-start: -8px;
    font-weight: 500;
    font-size: 0.86em;
  }

  .top-up,
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }

  .top-up {
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_small-radius);
    background: var(--_subtle);
  }

  form {
    gap: 6px;
  }

  form label {
    font-weight: 550;
    font-size: 0.92em;
  }

  input[type='text'] {
    inline-size: 100%;
    max-inline-size: 16rem;
    padding: 8px 12px;
    font: inherit;
    font-size: max(16px, 1em);
    font-variant-numeric: tabular-nums;
    color: inherit;
    background: var(--_raised);
    border: 1px solid var(--_muted);
    border-radius: var(--_small-radius);
  }

  input[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .problem {
    font-size: 0.9em;
    color: var(--_danger);
  }

  .presets,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .presets button {
    min-block-size: 32px;
    padding: 3px 12px;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    background-color: var(--_raised);
  }

  .presets [aria-pressed='true'] {
    font-weight: 600;
  }

  form .actions {
    margin-block-start: 10px;
  }

  .paid {
    font-weight: 600;
  }

  /* A header bar: one line, and the rest below it. */
  :host([view='balance']) .card {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block: 6px;
    padding-inline: 14px 8px;
  }

  :host([view='balance']) .head {
    flex-wrap: nowrap;
    gap: 12px;
  }

  :host([view='balance']) .balance {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
  }

  :host([view='balance']) .amount {
    font-size: 1.1em;
  }

  :host([view='balance']) .top-up-toggle {
    min-block-size: 30px;
    padding: 3px 12px;
    white-space: nowrap;
  }

  :host([view='balance']) .top-up {
    position: absolute;
    inset-block-start: calc(100% + 8px);
    inset-inline-end: 0;
    z-index: 2;
    inline-size: min(20rem, 100vw - 16px);
    background: var(--_raised);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }

  :host([view='balance']) .warning {
    order: -1;
    padding: 0;
    background: none;
  }

  :host([view='balance']) .warning span {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  :host([view='balance']) .failure {
    grid-auto-flow: column;
    align-items: center;
  }

  :host([view='balance']) .failure code {
    display: none;
  }

  :host([view='balance']) .skeleton i {
    inline-size: 9rem;
    margin-block: 9px;
  }
`;
