import { css } from 'lit';

/** A reply's blocks of code. */
export const codeStyles = css`
  .code {
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
    background: var(--_subtle);
    overflow: hidden;
  }

  .code-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline: 14px 4px;
    min-block-size: 36px;
    font-size: 12px;
    color: var(--_muted);
  }

  .code pre {
    margin: 0;
    padding: 2px 14px 13px;
    overflow-x: auto;
    scrollbar-width: thin;
    outline-offset: -2px;
    tab-size: 2;
  }

  .code pre code {
    padding: 0;
    background: none;
    font-size: 13px;
    line-height: 1.6;
    overflow-wrap: normal;
    white-space: pre;
  }
`;
