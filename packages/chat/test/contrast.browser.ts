import { assert } from 'chai';
import { contrast, readTokens, seen, text, tooFaint } from './contrast.ts';

describe('The contrast', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`of every token is enough in ${theme} colours`, async () => {
      assert.deepEqual(await tooFaint(theme), []);
    });

    it(`is enough with any accent of the page in ${theme} colours`, async () => {
      for (let hue = 0; hue < 360; hue += 40) {
        for (const lightness of [0.3, 0.55, 0.6, 0.7, 0.9]) {
          const accent = `oklch(${lightness} 0.17 ${hue})`;
          const token = await readTokens(theme, { '--nexevo-accent': accent });
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
