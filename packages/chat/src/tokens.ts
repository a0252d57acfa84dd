import { css } from 'lit';

/** The look that both elements share, from the page's `--nexevo-*` properties. */
export const tokens = css`
  /* Light or dark as the page around it is: a page that says nothing is light. */
  :host {
    --_accent: var(--nexevo-accent, light-dark(#3a5fcd, #7d98f4));
    /* White or black by the accent's luminance: one of them always has 4.5:1. */
    --_accent-text: var(
      --nexevo-accent-text,
      color(
        from var(--_accent) xyz clamp(0, (0.179 - y) * 10000, 0.9505) clamp(0, (0.179 - y) * 10000, 1)
          clamp(0, (0.179 - y) * 10000, 1.089)
      )
    );
    --_surface: var(--nexevo-surface, light-dark(#ffffff, #18191b));
    --_raised: var(--nexevo-raised, light-dark(#ffffff, #202225));
    --_text: var(--nexevo-text, light-dark(#1c1d21, #e9e9ec));
    --_muted: var(--nexevo-muted, light-dark(#63666f, #9b9ea8));
    --_line: var(
      --nexevo-line,
      light-dark(
        color-mix(in oklab, var(--_text) 12%, transparent),
        color-mix(in oklab, var(--_text) 14%, transparent)
      )
    );
    --_subtle: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_fill: color-mix(in oklab, var(--_text) 8%, transparent);
    --_bubble: var(
      --nexevo-bubble,
      light-dark(
        color-mix(in oklab, var(--_accent) 11%, var(--_surface)),
        color-mix(in oklab, var(--_accent) 24%, var(--_surface))
      )
    );
    /* The accent as text: darkened or lightened until it reads. */
    --_link: light-dark(
      oklch(from var(--_accent) min(l, 0.5) c h),
      oklch(from var(--_accent) max(l, 0.76) c h)
    );
    --_danger: var(--nexevo-danger, light-dark(#b3271e, #ff9c92));
    --_radius: var(--nexevo-radius, 16px);
    --_small-radius: min(10px, var(--_radius));
    --_font: var(
      --nexevo-font,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      'Noto Sans',
      sans-serif
    );
    --_mono: var(--nexevo-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, monospace);
    /* Of what floats above the rest. */
    --_shadow: var(--nexevo-shadow, 0 12px 36px -10px rgb(0 0 0 / 0.35));
    /* How long what comes in takes. */
    --_time: var(--nexevo-duration, 0.2s);
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);
    font: 400 var(--nexevo-font-size, 15px) / 1.55 var(--_font);
    color: var(--_text);
    -webkit-text-size-adjust: 100%;
    text-align: start;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .skeleton {
    display: grid;
    gap: 14px;
    padding: 12px;
  }

  .skeleton i {
    block-size: 12px;
    border-radius: 6px;
    background: var(--_fill);
    animation: nexevo-breathe 1.6s ease-in-out infinite;
  }

  .skeleton i:nth-child(2n) {
    inline-size: 72%;
  }

  .skeleton i:nth-child(3n) {
    inline-size: 54%;
  }

  @keyframes nexevo-breathe {
    50% {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
