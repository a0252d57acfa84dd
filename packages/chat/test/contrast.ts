import { colorOf, kinds } from '../src/highlighting/color-styles.ts';
import { mountChat } from './mount.ts';

type Color = readonly [number, number, number, number];

const painter = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** What is seen where colours lie on each other, the lowest first; `oklch()` and all as the browser paints them. */
export function seen(...layers: string[]): Color {
  painter.clearRect(0, 0, 1, 1);
  for (const layer of layers) {
    painter.fillStyle = layer;
    painter.fillRect(0, 0, 1, 1);
  }
  return [...painter.getImageData(0, 0, 1, 1).data] as unknown as Color;
}

/** The contrast ratio of WCAG 2.2. */
export function contrast(one: Color, other: Color): number {
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

export const text = 4.5;
const shape = 3;

/** What is written or drawn on what, and how much contrast WCAG 2.2 AA asks of it. */
export const pairs: readonly (readonly [on: readonly string[], color: string, least: number])[] = [
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
  ...kinds.map((kind) => [['subtle'], `code-${kind}`, text] as const),
];

/** Tokens as the element's colours come out, for a scheme and the page's own properties. */
export async function readTokens(theme: 'light' | 'dark', own: Record<string, string> = {}) {
  const chat = await mountChat({ theme });
  for (const [name, value] of Object.entries(own)) chat.style.setProperty(name, value);
  const probe = document.createElement('i');
  chat.shadowRoot!.append(probe);
  const names = [...new Set(pairs.flatMap(([on, color]) => [...on, color]))];
  const read = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const tokens = new Map(names.map((name) => [name, read(`var(--_${name})`)]));
  for (const kind of kinds) tokens.set(`code-${kind}`, read(colorOf(kind)));
  tokens.set('danger-fill', read('color-mix(in oklab, var(--_danger) 8%, transparent)'));
  chat.remove();
  return (name: string) => tokens.get(name)!;
}

/** Pairs of colours whose contrast is too small, with the page's own properties. */
export async function tooFaint(
  theme: 'light' | 'dark',
  own?: Record<string, string>,
): Promise<string[]> {
  const token = await readTokens(theme, own);
  const problem = ['surface', 'danger-fill'];
  return [...pairs, [problem, 'danger', text] as const].flatMap(([on, color, least]) => {
    const below = on.map(token);
    const ratio = contrast(seen(...below), seen(...below, token(color)));
    return ratio < least ? [`${color} on ${on.join(' with ')}: ${ratio.toFixed(2)}`] : [];
  });
}
