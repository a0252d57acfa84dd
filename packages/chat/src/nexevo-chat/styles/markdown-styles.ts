import { css } from 'lit';

/** A reply's text. */
export const markdownStyles = css`
  .markdown {
    display: flow-root;
    overflow-wrap: anywhere;
    line-height: 1.62;
  }

  .markdown :is(p, ul, ol, blockquote, .table, .code) {
    margin-block: 0.8em;
  }

  /* What is in another script than the rest reads in its own direction: a paragraph, a link's text. */
  .markdown :is(p, h3, h4, h5, h6, th, td, a),
  .raw,
  .unread {
    unicode-bidi: plaintext;
  }

  /* Code, keys and formulas read left to right in every language. */
  .markdown :is(code, kbd, .math) {
    direction: ltr;
    unicode-bidi: isolate;
  }

  .markdown :is(h3, h4, h5, h6) {
    margin-block: 1.4em 0.5em;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.008em;
  }

  /* A reply that was stopped between the marks and the words: a screen reader would find a heading without a name. */
  .markdown :is(h3, h4, h5, h6):empty {
    display: none;
  }

  /*
   * Each block is painted by itself, so that text that grows below does not paint it again. Not in Safari, which would
   * cut numbers and focus rings off. In Firefox a list that is style-contained, too, begins at 1.
   */
  .markdown > * {
    contain: layout;
  }

  @supports (overflow-clip-margin: 1em) {
    .markdown > * {
      contain: layout paint;
      overflow-clip-margin: 1em;
    }
  }

  .markdown.markdown > :first-child,
  .markdown.markdown > * > :first-child {
    margin-block-start: 0;
  }

  .markdown.markdown > :last-child,
  .markdown.markdown > * > :last-child {
    margin-block-end: 0;
  }

  .markdown h3 {
    font-size: 1.28em;
  }

  .markdown h4 {
    font-size: 1.14em;
  }

  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }

  .markdown li {
    margin-block: 0.3em;
  }

  .markdown li > :is(ul, ol, p) {
    margin-block: 0.3em;
  }

  .markdown li::marker {
    color: var(--_muted);
  }

  .markdown .with-task {
    list-style: none;
    margin-inline-start: -1.2em;
  }

  .markdown a {
    color: var(--_link);
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
    text-decoration-color: color-mix(in oklab, currentcolor 45%, transparent);
  }

  .markdown a:hover {
    text-decoration-color: currentcolor;
  }

  .markdown blockquote {
    margin-inline: 0;
    padding-inline-start: 14px;
    border-inline-start: 3px solid var(--_line);
    color: var(--_muted);
  }

  .markdown hr {
    margin-block: 1.4em;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }

  /* Text that is not read yet stands as it was written. */
  .markdown .raw,
  .unread {
    white-space: pre-wrap;
  }

  /* Held back until it is certain what it is. */
  .markdown p:empty {
    display: none;
  }

  .markdown .tight > li > p {
    margin-block: 0;
  }

  .with-task > .task + p {
    display: inline;
  }

  .markdown code {
    font-family: var(--_mono);
    font-size: 0.88em;
    padding: 0.14em 0.36em;
    border-radius: 5px;
    background: var(--_fill);
  }

  .streaming > p:last-child::after,
  .streaming > :is(ul, ol):last-child > li:last-child > p:last-child::after {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-start: 6px;
    border-radius: 50%;
    background: var(--_accent);
  }

  /* Only while nothing comes: what moves costs every frame. */
  .paused > p:last-child::after,
  .paused > :is(ul, ol):last-child > li:last-child > p:last-child::after {
    animation: nexevo-breathe 1.2s ease-in-out infinite;
  }
`;
