import { assert } from 'chai';
import { mountChat } from './mount.ts';

type Color = readonly [number, number, number, number];

const painter = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** What is seen where colours lie on each other, the lowest first; `oklch()` and all as the browser paints them. */
function seen(...layers: string[]): Color {
  painter.clearRect(0, 0, 1, 1);
  for (const layer of layers) {
    painter.fillStyle = layer;
    painter.fillRect(0, 0, 1, 1);
  }
  return [...painter.getImageData(0, 0, 1, 1).data] as unknown as Color;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: Color, other: Color): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance([red, green, blue]: Color): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

const text = 4.5;
const shape = 3;

/** What is written or drawn on what, and how much contrast WCAG 2.2 AA asks of it. */
const pairs: readonly (readonly [on: readonly string[], color: string, least: number])[] = [
  [['surface'], 'text', text],
  [['raised'], 'text', text],
  [['subtle'], 'text', text],
  [['surface', 'bubble'], 'text', text],
  [['surface', 'fill'], 'text', text],
  [['surface'], 'muted', text],
  [['raised'], 'muted', text],
  [['subtle'], 'muted', text],
  [['surface', 'fill'], 'muted', text],
  [['surface'], 'link', text],
  [['raised'], 'link', text],
  [['subtle'], 'link', text],
  [['surface', 'fill'], 'link', text],
  [['surface', 'bubble'], 'link', shape],
  [['surface'], 'danger', text],
  [['raised'], 'danger', text],
  [['accent'], 'accent-text', text],
  [['text'], 'surface', text],
];

/** Tokens as the element's colours come out, for a theme and the page's own accent. */
async function readTokens(theme: 'light' | 'dark', accent = '') {
  const chat = await mountChat({ theme });
  if (accent) chat.style.setProperty('--nexevo-accent', accent);
  const probe = document.createElement('i');
  chat.shadowRoot!.append(probe);
  const names = [...new Set(pairs.flatMap(([on, color]) => [...on, color]))];
  const read = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const tokens = new Map(names.map((name) => [name, read(`var(--_${name})`)]));
  tokens.set('danger-fill', read('color-mix(in oklab, var(--_danger) 8%, transparent)'));
  chat.remove();
  return (name: string) => tokens.get(name)!;
}

describe('The contrast', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`of every token is enough in ${theme} colours`, async () => {
      const token = await readTokens(theme);
      for (const [on, color, least] of pairs) {
        const below = on.map(token);
        const ratio = contrast(seen(...below), seen(...below, token(color)));
        assert.isAtLeast(ratio, least, `${color} on ${on.join(' with ')}`);
      }
      const problem = [token('surface'), token('danger-fill')];
      const ratio = contrast(seen(...problem), seen(...problem, token('danger')));
      assert.isAtLeast(ratio, text, 'a problem in its box');
    });

    it(`is enough with any accent of the page in ${theme} colours`, async () => {
      for (let hue = 0; hue < 360; hue += 40) {
        for (const lightness of [0.3, 0.55, 0.6, 0.7, 0.9]) {
          const accent = `oklch(${lightness} 0.17 ${hue})`;
          const token = await readTokens(theme, accent);
          const onAccent = contrast(seen(token('accent')), seen(token('accent-text')));
          assert.isAtLeast(onAccent, text, `text on ${accent}`);
          const link = contrast(seen(token('surface')), seen(token('link')));
          assert.isAtLeast(link, text, `links from ${accent}`);
          const bubble = contrast(seen(token('surface'), token('bubble')), seen(token('text')));
          assert.isAtLeast(bubble, text, `text on the bubble of ${accent}`);
        }
      }
    });
  }
});
