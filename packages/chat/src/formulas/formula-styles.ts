/**
 * What MathML needs beside the browser's own styles; the classes are Temml's. Strokes are drawn with
 * clip paths, since MathML Core has no `menclose`.
 */
export const formulaStyles = new CSSStyleSheet();

formulaStyles.replaceSync(`
  .math math {
    font-family:
      'Cambria Math', 'STIX Two Math', 'Latin Modern Math', 'TeX Gyre Termes Math', 'XITS Math',
      'Noto Sans Math', 'DejaVu Math TeX Gyre', math;
    font-size: 1.08em;
    line-height: normal;
    direction: ltr;
    overflow-wrap: normal;
  }

  /* What is moved far off its place is cut off. Not in Firefox: it would cut a fraction to the height of a line. */
  @supports not (-moz-orient: inline) {
    span.math math {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: baseline;
      max-inline-size: 100%;
      overflow: clip;
      overflow-clip-margin: 0.3em;
    }
  }

  div.math {
    margin-block: 0.8em;
    padding-block: 0.3em;
    overflow: auto hidden;
    scrollbar-width: thin;
    white-space: normal;
  }

  .math math[display='block'] {
    inline-size: fit-content;
    min-inline-size: 100%;
  }

  .math .tml-jot > mtr > mtd {
    padding-block: 0.7ex;
  }

  .math .tml-right {
    text-align: right;
    text-align: -webkit-right;
  }

  .math .tml-left {
    text-align: left;
    text-align: -webkit-left;
  }

  .math :is(mfrac > :nth-child(2), msqrt, mover > :first-child) {
    math-shift: compact;
  }

  .math .mathcal {
    font-feature-settings: 'ss01';
  }

  .math .tml-sml-pad {
    padding-left: 0.05em;
  }

  .math .tml-med-pad {
    padding-left: 0.1em;
  }

  .math .tml-lrg-pad {
    padding-left: 0.15em;
  }

  .math menclose {
    display: inline-block;
    position: relative;
    padding: 0.5ex 0;
  }

  .math .tml-overline {
    padding: 0.1em 0 0;
    border-block-start: 0.065em solid;
  }

  .math .tml-underline {
    padding: 0 0 0.1em;
    border-block-end: 0.065em solid;
  }

  .math .tml-fbox {
    padding: 3pt;
    border: 1px solid;
  }

  .math .tml-cancel {
    position: absolute;
    inset: 0;
    background: currentcolor;
  }

  .math .upstrike {
    clip-path: polygon(
      0.05em 100%,
      0 calc(100% - 0.05em),
      calc(100% - 0.05em) 0,
      100% 0.05em
    );
  }

  .math .downstrike {
    clip-path: polygon(
      0 0.05em,
      0.05em 0,
      100% calc(100% - 0.05em),
      calc(100% - 0.05em) 100%
    );
  }

  .math .sout {
    clip-path: inset(calc(50% - 0.03em) 0);
  }

  .math .tml-xcancel {
    background:
      linear-gradient(to top right, transparent 47%, currentcolor 48% 52%, transparent 53%),
      linear-gradient(to bottom right, transparent 47%, currentcolor 48% 52%, transparent 53%);
  }
`);
