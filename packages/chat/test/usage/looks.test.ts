import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartStyles } from '../../src/nexevo-usage/chart-styles.ts';
import { detailsStyles } from '../../src/nexevo-usage/details-styles.ts';
import { topUpStyles } from '../../src/nexevo-usage/top-up-styles.ts';
import { usageStyles } from '../../src/nexevo-usage/usage-styles.ts';

test('shadows and times are those that the page gives', () => {
  const sheets = [chartStyles, detailsStyles, topUpStyles, usageStyles];
  const text = sheets.map(({ cssText }) => cssText).join('\n');
  const shadows = [...text.matchAll(/box-shadow: (.+);/g)].map(([, value]) => value);
  assert.deepEqual([...new Set(shadows)], ['var(--_shadow)']);
  const times = [...text.matchAll(/transition: \S+ (\S+)/g)].map(([, value]) => value);
  assert.deepEqual([...new Set(times)], ['var(--_time)']);
});
