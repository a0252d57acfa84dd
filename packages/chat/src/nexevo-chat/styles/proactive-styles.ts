import { css } from 'lit';

/** The words beside the launcher. */
export const proactiveStyles = css`
  .proactive {
    display: flex;
    align-items: flex-start;
    gap: 2px;
    max-inline-size: 300px;
    padding: 6px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    animation: nexevo-rise var(--_time) var(--_ease);
  }

  .proactive-text {
    flex: 1;
    min-inline-size: 0;
    padding-block: 6px;
    padding-inline: 10px 4px;
    border-radius: var(--_small-radius);
    line-height: 1.45;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .proactive .icon-button {
    color: var(--_muted);
  }
`;
