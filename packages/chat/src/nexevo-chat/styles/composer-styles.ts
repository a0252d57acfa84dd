import { css } from 'lit';

/** Where the visitor writes. */
export const composerStyles = css`
  nexevo-chat-composer {
    display: block;
    max-inline-size: 44rem;
    margin-inline: auto;
  }

  .composer {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 6px;
    padding-inline-start: 16px;
    border: 1px solid var(--_line);
    border-radius: min(25px, calc(var(--_radius) * 1.5));
    background: var(--_raised);
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.04), 0 6px 20px -10px rgb(0 0 0 / 0.14);
    transition: border-color 0.15s;
    cursor: text;
  }

  .composer:has(textarea:focus) {
    border-color: var(--_link);
    outline: 1px solid var(--_link);
  }

  .composer textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 36px;
    max-block-size: min(12rem, 40cqb);
    padding: 6px 0;
    outline: 0;
    overflow-y: auto;
    line-height: 24px;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .composer-bar {
    display: flex;
    align-items: center;
    gap: 10px;
    flex: none;
  }

  .send {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: min(50%, calc(var(--_radius) * 1.2));
    background: var(--_accent);
    color: var(--_accent-text);
    transition:
      background-color 0.15s,
      color 0.15s,
      scale 0.15s var(--_ease);
  }

  .send:active {
    scale: 0.94;
  }

  .send .icon {
    stroke-width: 1.8;
  }

  .send[aria-disabled='true'] {
    background: var(--_fill);
    color: var(--_muted);
    scale: none;
  }

  .send.stop {
    background: var(--_text);
    color: var(--_surface);
  }

  .send.stop[aria-disabled='true'] {
    opacity: 0.5;
  }

  @media (pointer: coarse) {
    .send {
      inline-size: 44px;
      block-size: 44px;
    }

    /* Safari zooms into a field whose text is smaller. */
    textarea,
    input {
      font-size: max(16px, 1em) !important;
    }

    .composer textarea {
      min-block-size: 44px;
      padding-block: 10px;
    }
  }
`;
