/** What code is coloured as; each is the name of a highlight, with `nexevo-` before it. */
export const kinds = [
  'comment',
  'keyword',
  'string',
  'number',
  'type',
  'name',
  'inserted',
  'deleted',
] as const;

/** At least 4.5:1 on the code's background, light and dark. */
const colors: Readonly<Record<(typeof kinds)[number], string>> = {
  comment: 'light-dark(#646871, #9a9ea8)',
  keyword: 'light-dark(#a3217f, #f291cf)',
  string: 'light-dark(#1b6e3c, #8fd6a4)',
  number: 'light-dark(#a04210, #f0b183)',
  type: 'light-dark(#0f6674, #78cfdc)',
  name: 'light-dark(#2f56c6, #9db8ff)',
  inserted: 'light-dark(#1b6e3c, #8fd6a4)',
  deleted: 'light-dark(#b3271e, #ff9c92)',
};

/** The page's own colour, else ours. */
export function colorOf(kind: (typeof kinds)[number]): string {
  return `var(--nexevo-code-${kind}, ${colors[kind]})`;
}

export const colorStyles = new CSSStyleSheet();

colorStyles.replaceSync(
  [
    // Forced colours would paint every highlight as if it were selected; so the code is plain.
    '.code code { forced-color-adjust: preserve-parent-color }',
    ...kinds.map((kind) => `.code code::highlight(nexevo-${kind}) { color: ${colorOf(kind)} }`),
  ].join('\n'),
);
