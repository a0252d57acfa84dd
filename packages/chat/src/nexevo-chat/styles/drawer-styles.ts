import { css } from 'lit';

/** Where the list of conversations is: beside the chat where there is room, over it where there is not. */
export const drawerStyles = css`
  .history {
    display: flex;
    flex-direction: column;
    flex: none;
    inline-size: 276px;
    background: var(--_subtle);
    border-inline-end: 1px solid var(--_line);
  }

  .frame:not(.wide) .history {
    position: absolute;
    z-index: 3;
    inset-block: 0;
    inset-inline-start: 0;
    /* All of a frame below 500 px: a strip of the chat beside it would be of no use. */
    inline-size: min(100%, max(310px, (500px - 100cqi) * 99));
    box-shadow: var(--_shadow);
    animation: nexevo-slide var(--_time) var(--_ease);
  }

  .scrim {
    position: absolute;
    z-index: 2;
    inset: 0;
    background: light-dark(rgb(20 20 30 / 0.28), rgb(0 0 0 / 0.5));
    animation: nexevo-fade var(--_time);
  }

  .wide .scrim {
    display: none;
  }

  .history-head {
    display: flex;
    align-items: center;
    min-block-size: 54px;
    padding-inline: 18px 10px;
    flex: none;
  }

  .wide .history-head .icon-button {
    display: none;
  }

  [dir='rtl'] .history {
    --_from: 24px;
  }

  @keyframes nexevo-slide {
    from {
      translate: var(--_from, -24px) 0;
      opacity: 0;
    }
  }

  @keyframes nexevo-fade {
    from {
      opacity: 0;
    }
  }
`;
