const css = String.raw;

/** The launcher as `<nexevo-chat>` draws it: nobody sees the one take the other's place. */
export const closedBubbleStyles = css`
  :host {
    position: fixed;
    z-index: var(--nexevo-z-index, 2147483000);
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: max(20px, env(safe-area-inset-left), env(safe-area-inset-right));
    --_accent: var(--nexevo-accent, light-dark(#3a5fcd, #7d98f4));
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none;
  }

  button {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(
      --nexevo-accent-text,
      color(
        from var(--_accent) xyz clamp(0, (0.179 - y) * 10000, 0.9505) clamp(0, (0.179 - y) * 10000, 1)
          clamp(0, (0.179 - y) * 10000, 1.089)
      )
    );
    box-shadow: var(--nexevo-shadow, 0 12px 36px -10px rgb(0 0 0 / 0.35));
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: scale var(--nexevo-duration, 0.2s) cubic-bezier(0.2, 0.7, 0.2, 1);
  }

  button:active {
    scale: 0.94;
  }

  button:focus-visible {
    outline: 2px solid
      light-dark(oklch(from var(--_accent) min(l, 0.5) c h), oklch(from var(--_accent) max(l, 0.76) c h));
    outline-offset: 2px;
  }

  button[aria-busy='true'] {
    cursor: progress;
  }

  svg {
    inline-size: 26px;
    block-size: 26px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  @media (hover: hover) {
    button:hover {
      scale: 1.05;
    }
  }

  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }
`;
