import { assert } from 'chai';
import { themes } from '../../demo/site/scripts/themes.js';
import { contrast, seen, text, tooFaint } from '../../packages/chat/test/contrast.ts';

describe('The themes of the demo', () => {
  for (const { name, tokens } of themes) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`${name} has enough contrast in ${scheme} colours`, async () => {
        assert.deepEqual(await tooFaint(scheme, tokens), []);
      });
    }
  }

  it('are noticed where they are too faint', async () => {
    const faint = { '--nexevo-muted': '#999999', '--nexevo-surface': '#ffffff' };
    assert.include((await tooFaint('light', faint)).join(), 'muted on surface');
    const code = { '--nexevo-code-comment': '#aaaaaa', '--nexevo-surface': '#ffffff' };
    assert.include((await tooFaint('light', code)).join(), 'code-comment on subtle');
    assert.isBelow(contrast(seen('#ffffff'), seen('#ffffff', '#999999')), text);
  });
});
