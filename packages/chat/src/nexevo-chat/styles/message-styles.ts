import { css } from 'lit';

/** One message, its marks and its actions. */
export const messageStyles = css`
  /* Out of sight it costs nothing; its height is guessed until it was seen once. */
  nexevo-chat-page,
  nexevo-chat-message {
    display: block;
    content-visibility: auto;
    contain-intrinsic-size: auto 120px;
    /* Its actions and its focus rings reach beyond it, and Safari knows no overflow-clip-margin. */
    padding: 6px 16px 24px;
    margin: -6px -16px -24px;
    /* So it lies over the actions of the message before. */
    pointer-events: none;
  }

  nexevo-chat-page {
    display: flex;
    flex-direction: column;
    gap: var(--nexevo-space, 22px);
  }

  .message {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-inline-size: 0;
    pointer-events: auto;
  }

  .mine {
    align-items: flex-end;
  }

  .bubble {
    max-inline-size: min(85%, 36rem);
    padding: 9px 15px;
    border-radius: calc(var(--_radius) * 1.15);
    border-end-end-radius: min(6px, var(--_radius));
    background: var(--_bubble);
    white-space: pre-wrap;
    unicode-bidi: plaintext;
    overflow-wrap: anywhere;
    transition: opacity 0.2s;
  }

  .pending .bubble {
    opacity: 0.8;
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .mark {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0;
    font-size: 0.87em;
    color: var(--_muted);
  }

  .mark.cut {
    color: var(--_danger);
  }

  .typing {
    display: flex;
    align-items: center;
    gap: 5px;
    margin: 0;
    min-block-size: 24px;
  }

  .typing i {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_muted);
    opacity: 0.35;
    animation: nexevo-think 1.3s ease-in-out infinite;
  }

  .typing i:nth-child(2) {
    animation-delay: 0.16s;
  }

  .typing i:nth-child(3) {
    animation-delay: 0.32s;
  }

  .typing span {
    position: absolute;
    clip-path: inset(50%);
  }

  @keyframes nexevo-think {
    35% {
      opacity: 0.95;
      translate: 0 -2px;
    }
    70% {
      opacity: 0.35;
    }
  }

  .actions {
    display: flex;
    align-items: center;
    min-block-size: 32px;
    margin-block: -4px -2px;
    margin-inline-start: -7px;
    color: var(--_muted);
  }

  .mine .actions {
    margin-block: -8px -24px;
    margin-inline: 0 -7px;
  }

  .actions > * {
    transition: opacity 0.15s;
  }

  .actions :focus-visible {
    outline-offset: -3px;
  }

  .actions > :is(.facts, time) {
    padding-inline: 7px;
    font-size: 12px;
    white-space: nowrap;
  }

  /* It comes with the pointer or the focus; on touch with a tap on the message, which then has the focus. */
  .actions > :is(.facts, time),
  .actions:not(.kept) > * {
    opacity: 0;
  }

  .newest > :last-child .actions > :not(.facts),
  .message:focus-within .actions.actions > * {
    opacity: 1;
  }

  @media (hover: hover) {
    .message:hover .actions.actions > * {
      opacity: 1;
    }
  }

  @media (hover: none) {
    .actions.actions > :not(.facts, time) {
      opacity: 1;
    }
  }

  @media (pointer: coarse) {
    .actions {
      margin-block: -10px -8px;
      margin-inline-start: -13px;
    }

    .mine .actions {
      margin-block: -12px -30px;
      margin-inline: 0 -13px;
    }

    .actions :focus-visible {
      outline-offset: -8px;
    }
  }

  .pages {
    display: contents;
  }

  .day {
    margin-block-end: var(--nexevo-space, 22px);
    display: flex;
    align-items: center;
    gap: 12px;
    font-size: 12px;
    color: var(--_muted);
  }

  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_line);
  }

  .thumb[aria-pressed='true'] {
    color: var(--_link);
  }

  .thumb[aria-pressed='true'] path {
    fill: color-mix(in oklab, currentcolor 22%, transparent);
  }

  /* Where dots do not move, or are not drawn, the word stands. */
  @media (prefers-reduced-motion: reduce), (forced-colors: active) {
    .typing i {
      display: none;
    }

    .typing span {
      position: static;
      clip-path: none;
      color: var(--_muted);
    }
  }
`;
