import { css } from 'lit';

/** Editing, versions, thinking aloud and the tools of code. */
export const extraStyles = css`
  nexevo-chat-code {
    display: flex;
  }

  /* A shadow at each edge that hides the rest of a line: what covers it scrolls away with it. */
  .code pre {
    background:
      linear-gradient(90deg, var(--_subtle) 14px, transparent) left / 42px 100% local,
      linear-gradient(270deg, var(--_subtle) 14px, transparent) right / 42px 100% local,
      linear-gradient(90deg, var(--_edge), transparent) left / 14px 100%,
      linear-gradient(270deg, var(--_edge), transparent) right / 14px 100%;
    background-repeat: no-repeat;
    --_edge: light-dark(rgb(0 0 0 / 0.16), rgb(0 0 0 / 0.6));
  }

  .code.wrapped pre code {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .code-bar [aria-pressed='true'] {
    color: var(--_link);
  }

  nexevo-chat-editor {
    display: block;
    inline-size: 100%;
  }

  .editor {
    display: grid;
    gap: 8px;
    padding: 10px 10px 10px;
    border: 1px solid color-mix(in oklab, var(--_accent) 60%, var(--_line));
    border-radius: calc(var(--_radius) * 1.15);
    background: var(--_raised);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .editor textarea {
    inline-size: 100%;
    min-block-size: 36px;
    max-block-size: 14rem;
    padding: 4px 6px;
    outline: 0;
    overflow-y: auto;
  }

  .editor-foot {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .editor-foot .counter {
    flex: 1;
    padding-inline-start: 6px;
  }

  .versions {
    display: flex;
    align-items: center;
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
  }

  .versions .icon-button.small {
    inline-size: 26px;
  }

  .versions .next .icon {
    rotate: 180deg;
  }

  nexevo-chat-reasoning {
    display: block;
  }

  .reasoning summary {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: fit-content;
    padding: 2px 0;
    border-radius: 6px;
    font-size: 0.9em;
    color: var(--_muted);
    cursor: pointer;
  }

  .reasoning summary::-webkit-details-marker {
    display: none;
  }

  /* A chevron that is the same in both directions of writing. */
  .reasoning summary::after {
    content: '';
    inline-size: 6px;
    block-size: 6px;
    margin-block-start: -4px;
    border: solid;
    border-width: 0 1.5px 1.5px 0;
    rotate: 45deg;
  }

  .reasoning[open] summary::after {
    margin-block-start: 3px;
    rotate: 225deg;
  }

  @media (hover: hover) {
    .reasoning summary:hover {
      color: var(--_text);
    }
  }

  .reasoning .thinking {
    animation: nexevo-breathe 1.6s ease-in-out infinite;
  }

  .thoughts {
    margin-block: 6px 4px;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_line);
    font-size: 0.92em;
    line-height: 1.5;
    color: var(--_muted);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  @media (pointer: coarse) {
    .reasoning summary {
      min-block-size: 44px;
      padding-block: 11px;
    }

    .versions .icon-button.small {
      min-inline-size: 36px;
    }
  }
`;
