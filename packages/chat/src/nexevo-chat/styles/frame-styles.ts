import { css } from 'lit';

/** The outer frame, the header and the footer. */
export const frameStyles = css`
  :host {
    display: block;
    block-size: 38rem;
    max-block-size: 100dvb;
    min-block-size: 20rem;
    min-inline-size: 0;
  }

  /* Over the page from the start, and no larger than its launcher until the rest of its styles comes. */
  :host([mode='bubble']),
  :host([mode='fullscreen']) {
    position: fixed;
    block-size: auto;
    min-block-size: 0;
  }

  .frame {
    position: relative;
    display: flex;
    block-size: 100%;
    overflow: hidden;
    isolation: isolate;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    container: nexevo-chat / inline-size;
  }

  .main {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
  }

  .header {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: none;
    min-block-size: 54px;
    padding-inline: 10px;
  }

  .header-space {
    inline-size: 8px;
  }

  .heading {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.4;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  /* A title in another script is cut where it ends, and stands where all titles stand. */
  :is(.heading, .row-open) {
    text-align: left;
  }

  .frame[dir='rtl'] :is(.heading, .row-open) {
    text-align: right;
  }

  /* Joined letters stay joined. */
  [dir='rtl'] * {
    letter-spacing: 0 !important;
  }

  /* Lines end between words. */
  [lang|='ko'] {
    word-break: keep-all;
  }

  [lang|='ja'] :is(.greeting, .disclaimer, .problem) {
    word-break: auto-phrase;
  }

  nexevo-chat-transcript {
    display: block;
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden;
  }

  .unset {
    flex: 1;
    display: grid;
    place-items: center;
    padding: 20px;
  }

  .footer {
    flex: none;
    padding: 4px 14px 0;
  }

  .connection {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin: 0 0 8px;
    font-size: 0.87em;
    line-height: 1.4;
    color: var(--_muted);
    animation: nexevo-fade var(--_time);
  }

  .connection .icon {
    inline-size: 16px;
    block-size: 16px;
  }

  .disclaimer {
    margin: 0;
    padding: 8px 6px 10px;
    font-size: 12px;
    line-height: 1.4;
    text-align: center;
    text-wrap: balance;
    color: var(--_muted);
  }

  .disclaimer a {
    color: inherit;
  }

  @container nexevo-chat (inline-size < 380px) {
    .footer {
      padding-inline: 10px;
    }
  }
`;
