import { css } from 'lit';

/** Tags and a comment below a rated reply. */
export const feedbackStyles = css`
  nexevo-chat-feedback {
    display: block;
  }

  .feedback {
    display: grid;
    gap: 10px;
    padding: 8px 14px 14px;
    border: 1px solid var(--_line);
    border-radius: min(16px, var(--_radius));
    background: var(--_raised);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .feedback-head,
  .feedback-foot {
    display: flex;
    align-items: center;
    gap: 10px;
  }

  .feedback-foot {
    flex-wrap: wrap;
  }

  .feedback-foot > .primary {
    margin-inline-start: auto;
  }

  .feedback-foot > .text-button {
    margin-inline-start: -10px;
  }

  .feedback-head {
    justify-content: space-between;
    margin-inline-end: -8px;
    font-weight: 600;
    font-size: 0.95em;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 7px;
  }

  .chip {
    min-block-size: 34px;
    padding: 4px 13px;
    border: 1px solid var(--_line);
    border-radius: min(17px, calc(var(--_radius) * 1.2));
    font-size: 0.91em;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }

  .chip[aria-pressed='true'] {
    border-color: var(--_link);
    background: var(--_bubble);
  }

  @media (hover: hover) {
    .chip:not([aria-pressed='true']):hover {
      background: var(--_fill);
    }
  }

  .feedback textarea {
    inline-size: 100%;
    min-block-size: 62px;
    max-block-size: 10rem;
    padding: 9px 12px;
    border: 1px solid var(--_line);
    border-radius: min(11px, var(--_radius));
    font-size: 0.95em;
    line-height: 1.45;
    background: var(--_surface);
  }

  .feedback textarea:focus {
    outline: 1px solid var(--_link);
    outline-offset: 0;
    border-color: var(--_link);
  }

  .primary {
    min-block-size: 36px;
    padding: 6px 15px;
    border-radius: min(11px, var(--_radius));
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 0.92em;
    font-weight: 600;
  }

  .primary[aria-disabled='true'] {
    background: var(--_fill);
    color: var(--_muted);
  }

  @media (pointer: coarse) {
    .chip,
    .primary {
      min-block-size: 44px;
    }
  }
`;
