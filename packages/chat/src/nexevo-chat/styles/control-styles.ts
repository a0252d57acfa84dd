import { css } from 'lit';

/** Buttons and small marks that appear everywhere. */
export const controlStyles = css`
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
  }

  textarea {
    resize: none;
    field-sizing: content;
    scrollbar-width: thin;
  }

  button {
    text-align: inherit;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }

  button[aria-disabled='true'] {
    cursor: default;
  }

  .icon {
    display: block;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }

  .icon.turned {
    rotate: 180deg;
  }

  [dir='rtl'] .mirrored {
    scale: -1 1;
  }

  .icon-button {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    flex: none;
    border-radius: var(--_small-radius);
    color: var(--_muted);
    transition:
      background-color 0.15s,
      color 0.15s;
  }

  .icon-button.small {
    inline-size: 32px;
    block-size: 32px;
  }

  .icon-button.small .icon {
    inline-size: 18px;
    block-size: 18px;
  }

  .icon-button[aria-disabled='true'] {
    opacity: 0.4;
  }

  @media (hover: hover) {
    .icon-button:not([aria-disabled='true']):hover {
      background: var(--_fill);
      color: var(--_text);
    }

    .text-button:hover {
      background: var(--_fill);
    }
  }

  .text-button {
    display: inline-flex;
    align-items: center;
    flex: none;
    min-block-size: 32px;
    padding: 4px 10px;
    border-radius: var(--_small-radius);
    font-size: 0.9em;
    font-weight: 600;
    color: var(--_link);
    transition: background-color 0.15s;
  }

  .text-button.wide {
    align-self: center;
  }

  /* What can be done stands beside the words or, where there is no room, below their first letter. */
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 18px;
    inline-size: fit-content;
    max-inline-size: 100%;
    padding-block: 6px;
    padding-inline: 40px 8px;
    min-block-size: 44px;
    border-radius: min(12px, var(--_radius));
    background: color-mix(in oklab, var(--_danger) 8%, transparent);
    color: var(--_danger);
    font-size: 0.93em;
    line-height: 1.4;
  }

  .problem span {
    position: relative;
    flex: 14rem;
    padding-block: 4px;
  }

  .problem .icon {
    position: absolute;
    inset-inline-start: -28px;
  }

  .problem div {
    display: flex;
    flex-wrap: wrap;
    column-gap: 8px;
    margin-inline-start: -10px;
  }

  /* Nothing can be done. */
  .problem div:empty {
    display: none;
  }

  .problem .text-button {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .counter {
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
  }

  .counter.over {
    color: var(--_danger);
  }

  @media (pointer: coarse) {
    .icon-button,
    .icon-button.small,
    .text-button {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .send,
    .primary,
    .chip,
    .prompt,
    .jump,
    .toast,
    .bubble {
      border: 1px solid ButtonText;
    }

    [aria-disabled='true'] {
      color: GrayText;
    }

    [aria-pressed='true'],
    [aria-current='true'] {
      forced-color-adjust: none;
      background: Highlight !important;
      color: HighlightText !important;
    }
  }
`;
