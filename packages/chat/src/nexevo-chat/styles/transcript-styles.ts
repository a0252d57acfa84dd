import { css } from 'lit';

/** The scrolling column, the welcome, the way back to the end. */
export const transcriptStyles = css`
  .scroller {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    outline-offset: -2px;
  }

  /*
   * What passes under the header and the composer fades. A mask would draw all of it anew in every frame that moves; and
   * forced colours draw no shadow.
   */
  nexevo-chat-transcript::before {
    content: '';
    position: absolute;
    z-index: 1;
    inset: 0 -15px;
    box-shadow: inset 0 0 8px 7px var(--_surface);
    pointer-events: none;
  }

  /* A ring is seen whole. */
  .scroller:focus-visible,
  .jump {
    z-index: 1;
  }

  .column {
    display: flex;
    flex-direction: column;
    gap: var(--nexevo-space, 22px);
    max-inline-size: 44rem;
    min-block-size: 100%;
    margin-inline: auto;
    padding: 16px 20px 26px;
  }

  .welcome {
    margin-block: auto;
    display: grid;
    gap: 20px;
    padding-block: 12px;
  }

  .greeting {
    margin: 0;
    font-size: clamp(1.45rem, 5cqi, 1.85rem);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.022em;
    text-wrap: balance;
  }

  .prompts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .prompt {
    min-block-size: 40px;
    padding: 8px 14px;
    border: 1px solid var(--_line);
    border-radius: min(14px, var(--_radius));
    font-size: 0.94em;
    line-height: 1.4;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }

  @media (hover: hover) {
    .prompt:hover {
      background: var(--_subtle);
      border-color: color-mix(in oklab, var(--_accent) 55%, var(--_line));
    }
  }

  .jump {
    position: absolute;
    inset-block-end: 14px;
    inset-inline: 0;
    margin-inline: auto;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    inline-size: fit-content;
    min-inline-size: 36px;
    block-size: 36px;
    border-radius: 18px;
    border: 1px solid var(--_line);
    background: var(--_raised);
    font-size: 0.9em;
    font-weight: 600;
    box-shadow: var(--_shadow);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .jump span {
    padding-inline-end: 12px;
  }

  .jump:has(span) .icon {
    margin-inline-start: 9px;
  }

  .skeleton.conversation {
    padding: 12px 0;
    gap: 18px;
  }

  .skeleton.conversation i:first-child {
    inline-size: 46%;
    block-size: 38px;
    justify-self: end;
  }

  @keyframes nexevo-rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }

  @media (pointer: coarse) {
    .prompt,
    .jump {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
`;
