let sheet: CSSStyleSheet | undefined;

/** What tables, pictures and footnotes look like in the chat, by whose tokens they are drawn. */
export function rareStyles(): CSSStyleSheet {
  sheet ??= makeSheet();
  return sheet;
}

function makeSheet(): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(styles);
  return made;
}

const styles = `
  .markdown .note button {
    padding: 0 0.2em;
    font: inherit;
    color: var(--_link);
  }

  .markdown .notes {
    margin-block-start: 1.4em;
    border-block-start: 1px solid var(--_line);
    font-size: 0.9em;
    color: var(--_muted);
  }

  .markdown img {
    max-inline-size: 100%;
    border-radius: min(12px, var(--_radius));
  }

  .markdown .table {
    overflow-x: auto;
    scrollbar-width: thin;
    border: 1px solid var(--_line);
    border-radius: min(12px, var(--_radius));
    /* A shadow at each edge that hides columns: what covers it scrolls away with them. */
    background:
      linear-gradient(90deg, var(--_surface) 14px, transparent) left / 42px 100% local,
      linear-gradient(270deg, var(--_surface) 14px, transparent) right / 42px 100% local,
      linear-gradient(90deg, var(--_edge), transparent) left / 14px 100%,
      linear-gradient(270deg, var(--_edge), transparent) right / 14px 100%;
    background-repeat: no-repeat;
    background-clip: padding-box;
    --_edge: light-dark(rgb(0 0 0 / 0.16), rgb(0 0 0 / 0.6));
  }

  .markdown table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.94em;
    line-height: 1.45;
    overflow-wrap: normal;
  }

  .markdown :is(th, td) {
    padding: 8px 14px;
    vertical-align: top;
    border-block-end: 1px solid var(--_line);
  }

  .markdown tr:last-child td {
    border-block-end: 0;
  }

  .markdown th {
    font-weight: 600;
    white-space: nowrap;
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }

  .markdown .align-start {
    text-align: start;
  }

  .markdown .align-left {
    text-align: left;
  }

  .markdown .align-center {
    text-align: center;
  }

  .markdown .align-right {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
`;
