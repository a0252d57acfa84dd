const sans = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";
const round = `ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', Nunito, ${sans}`;
const serif = "'Iowan Old Style', Charter, 'Source Serif 4', Georgia, 'Noto Serif', serif";

/** Five looks of the chat, light and dark, made of nothing but its custom properties: each may be copied as it is. */
export const themes = [
  {
    name: 'Paper',
    tokens: {
      '--nexevo-accent': 'light-dark(#b8400e, #f4926a)',
      '--nexevo-surface': 'light-dark(#fffdf8, #1b1a17)',
      '--nexevo-raised': 'light-dark(#ffffff, #24221e)',
      '--nexevo-bubble': 'light-dark(#f6e8dc, #443124)',
      '--nexevo-text': 'light-dark(#211d17, #efece4)',
      '--nexevo-muted': 'light-dark(#665f53, #aca697)',
      '--nexevo-line': 'light-dark(#211d1721, #efece424)',
      '--nexevo-danger': 'light-dark(#a3241c, #ff9f92)',
      '--nexevo-radius': '14px',
      '--nexevo-font': sans,
    },
  },
  {
    name: 'Harbor',
    tokens: {
      '--nexevo-accent': 'light-dark(#1d4ed8, #8fb0ff)',
      '--nexevo-surface': 'light-dark(#f7fafd, #0f1721)',
      '--nexevo-raised': 'light-dark(#ffffff, #172230)',
      '--nexevo-bubble': 'light-dark(#dde9fb, #1f3a5e)',
      '--nexevo-text': 'light-dark(#0f1d2f, #e5edf6)',
      '--nexevo-muted': 'light-dark(#52627a, #9dadc0)',
      '--nexevo-line': 'light-dark(#0f1d2f1f, #e5edf624)',
      '--nexevo-danger': 'light-dark(#a8231f, #ff9d98)',
      '--nexevo-radius': '10px',
      '--nexevo-space': '20px',
      '--nexevo-font': sans,
      '--nexevo-shadow': '0 1px 3px #0f1d2f14, 0 18px 40px -14px #0f2c5959',
    },
  },
  {
    name: 'Grove',
    tokens: {
      '--nexevo-accent': 'light-dark(#0f6b4f, #74d3ab)',
      '--nexevo-surface': 'light-dark(#f6faf5, #101713)',
      '--nexevo-raised': 'light-dark(#ffffff, #18221c)',
      '--nexevo-bubble': 'light-dark(#d9eedf, #1f4232)',
      '--nexevo-text': 'light-dark(#14241b, #e3f0e8)',
      '--nexevo-muted': 'light-dark(#50625a, #9db1a5)',
      '--nexevo-line': 'light-dark(#14241b1f, #e3f0e824)',
      '--nexevo-danger': 'light-dark(#a0291c, #ffa093)',
      '--nexevo-radius': '22px',
      '--nexevo-space': '26px',
      '--nexevo-font': round,
      '--nexevo-duration': '0.28s',
    },
  },
  {
    name: 'Graphite',
    tokens: {
      '--nexevo-accent': 'light-dark(#1a1a1a, #f2f2f2)',
      '--nexevo-surface': 'light-dark(#ffffff, #101010)',
      '--nexevo-raised': 'light-dark(#fafafa, #191919)',
      '--nexevo-bubble': 'light-dark(#ededed, #2d2d2d)',
      '--nexevo-text': 'light-dark(#111111, #f1f1f1)',
      '--nexevo-muted': 'light-dark(#5a5a5a, #a8a8a8)',
      '--nexevo-line': 'light-dark(#11111133, #f1f1f133)',
      '--nexevo-danger': 'light-dark(#b01c1c, #ff9a94)',
      '--nexevo-radius': '2px',
      '--nexevo-space': '18px',
      '--nexevo-font': "'Helvetica Neue', Inter, Arial, 'Liberation Sans', 'Noto Sans', sans-serif",
      '--nexevo-font-size': '14px',
      '--nexevo-shadow': '0 0 0 1px light-dark(#11111133, #f1f1f133)',
      '--nexevo-duration': '0.1s',
    },
  },
  {
    name: 'Blossom',
    tokens: {
      '--nexevo-accent': 'light-dark(#9d2463, #f49ac4)',
      '--nexevo-surface': 'light-dark(#fffafc, #1b1319)',
      '--nexevo-raised': 'light-dark(#ffffff, #261b23)',
      '--nexevo-bubble': 'light-dark(#fbe1ed, #4e263c)',
      '--nexevo-text': 'light-dark(#2c1624, #f7e8f0)',
      '--nexevo-muted': 'light-dark(#6f5665, #bca5b3)',
      '--nexevo-line': 'light-dark(#2c16241f, #f7e8f024)',
      '--nexevo-danger': 'light-dark(#a61d26, #ff9ba0)',
      '--nexevo-radius': '26px',
      '--nexevo-space': '26px',
      '--nexevo-font': serif,
      '--nexevo-font-size': '16px',
    },
  },
];

/** The declarations of a theme as they stand in a style sheet. */
export function declarationsOf(tokens, indent = '  ') {
  return Object.entries(tokens)
    .map(([name, value]) => `${indent}${name}: ${value};`)
    .join('\n');
}
