import { css } from 'lit';

/** Over the page: a bubble in its corner, or all of its window. */
export const modeStyles = css`
  :host {
    /* Notches, rounded corners and the home bar; the last one lies under the keyboard. */
    --_safe: env(safe-area-inset-top) env(safe-area-inset-right)
      max(0px, env(safe-area-inset-bottom) - var(--_below, 0px)) env(safe-area-inset-left);
  }

  :host([mode='bubble']) {
    position: fixed;
    z-index: var(--nexevo-z-index, 2147483000);
    inset-block-end: calc(max(20px, env(safe-area-inset-bottom)) + var(--_below, 0px));
    inset-inline-end: max(20px, env(safe-area-inset-left), env(safe-area-inset-right));
    inline-size: min(410px, calc(100vw - 40px));
    block-size: min(680px, calc(100dvb - 40px - var(--_above, 0px) - var(--_below, 0px)));
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    justify-content: flex-end;
    gap: 14px;
    pointer-events: none;
  }

  :host([mode='bubble']) > * {
    pointer-events: auto;
  }

  :host([mode='bubble']) .frame {
    inline-size: 100%;
    flex: 1;
    min-block-size: 0;
    box-shadow: var(--_shadow);
    animation: nexevo-open var(--_time) var(--_ease);
    transform-origin: bottom;
  }

  /* The launcher closes it too, except where the chat covers it. */
  .closer {
    display: none;
  }

  @keyframes nexevo-open {
    from {
      opacity: 0;
      translate: 0 10px;
      scale: 0.985;
    }
  }

  .launcher {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
    box-shadow: var(--_shadow);
    transition: scale var(--_time) var(--_ease);
  }

  .launcher .icon {
    inline-size: 26px;
    block-size: 26px;
  }

  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-inline-size: 22px;
    padding-inline: 6px;
    border-radius: 11px;
    border: 2px solid Canvas;
    background: #c9252d;
    color: #fff;
    font-size: 12px;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
    font-variant-numeric: tabular-nums;
    animation: nexevo-open var(--_time) var(--_ease);
  }

  .launcher:active {
    scale: 0.94;
  }

  @media (hover: hover) {
    .launcher:hover {
      scale: 1.05;
    }
  }

  @media (forced-colors: active) {
    .launcher {
      border: 1px solid ButtonText;
    }
  }

  :host([mode='fullscreen']) {
    position: fixed;
    z-index: var(--nexevo-z-index, 2147483000);
    inset: var(--_above, 0px) 0 var(--_below, 0px);
    block-size: auto;
    min-block-size: 0;
    max-block-size: none;
  }

  :host([mode='fullscreen']) .frame {
    border: 0;
    border-radius: 0;
    padding: var(--_safe);
    touch-action: pinch-zoom;
  }

  :host([mode='fullscreen']) .frame:not(.wide) .history {
    padding: var(--_safe);
  }

  /* A phone has no room for a page beside the chat. */
  @media (max-width: 520px), (max-height: 480px) {
    :host([mode='bubble'][open]) {
      inset: var(--_above, 0px) 0 var(--_below, 0px);
      inline-size: auto;
      block-size: auto;
      max-block-size: none;
    }

    :host([mode='bubble'][open]) .frame {
      border: 0;
      border-radius: 0;
      padding: var(--_safe);
      touch-action: pinch-zoom;
    }

    :host([mode='bubble'][open]) .frame:not(.wide) .history {
      padding: var(--_safe);
    }

    :host([mode='bubble'][open]) .launcher {
      display: none;
    }

    .closer {
      display: grid;
    }
  }
`;
