import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartScale } from '../../src/nexevo-usage/chart-scale.ts';
import { formatAmount, splitAmount } from '../../src/nexevo-usage/decimal-format.ts';
import { fromUnits, isMore, percentOf, toUnits } from '../../src/nexevo-usage/decimal-units.ts';
import { parseAmount } from '../../src/nexevo-usage/parse-amount.ts';

test('amounts keep every digit, in any language', () => {
  const amount = '12345678901234567890.123456789';
  assert.equal(
    formatAmount(amount, 'USD', { locale: 'en' }),
    '$12,345,678,901,234,567,890.123456789',
  );
  assert.match(
    formatAmount(amount, 'USD', { locale: 'de' }),
    /^12\.345\.678\.901\.234\.567\.890,123456789/,
  );
  const pieces = splitAmount('24.99874', 'USD', 'en');
  assert.deepEqual(
    pieces.filter(({ isFine }) => isFine).map(({ text }) => text),
    ['874'],
  );
  assert.equal(pieces.map(({ text }) => text).join(''), '$24.99874');
});

test('what is cut off is never added', () => {
  assert.equal(formatAmount('24.999', 'USD', { locale: 'en', digits: 2 }), '$24.99');
  assert.equal(formatAmount('-0.001', 'USD', { locale: 'en', digits: 2 }), '-$0.01');
});

test('amounts of different lengths compare and divide without a float', () => {
  assert.deepEqual(toUnits(['1.5', '0.25', '3']), { units: [150n, 25n, 300n], places: 2 });
  assert.equal(fromUnits(25n, 3), '0.025');
  assert.equal(fromUnits(25n, 0), '25');
  assert.ok(isMore('0.30000000000000001', '0.3'));
  assert.ok(!isMore('1', '1.00'));
  assert.equal(percentOf(1n, 3n), 33.33);
  assert.equal(percentOf(1n, 0n), 0);
  // A refund is among what is summed up.
  assert.equal(percentOf(-1n, 3n), 0);
  assert.equal(percentOf(4n, 3n), 100);
});

test('a scale ends at a round number that the largest amount fits under', () => {
  assert.deepEqual(
    chartScale(['0.00', '1.1']).ticks.map(Number),
    [1.2, 0.6, 0].map((n) => n || 0),
  );
  assert.deepEqual(chartScale(['123.45']).ticks.map(Number), [160, 80, 0]);
  assert.deepEqual(chartScale(['0.00000007']).ticks.map(Number), [8e-8, 4e-8, 0]);
  const { heights } = chartScale(['100', '50', '0.01', '0']);
  assert.deepEqual(heights, [100, 50, 1.5, 0]);
  assert.deepEqual(chartScale(['0', '0.00']), { ticks: [], heights: [0, 0] });
  assert.equal(chartScale(['9'.repeat(200)]).ticks[0]?.split('.')[0], `1${'0'.repeat(200)}`);
});

test('reads an amount as people of any of our languages write it, and nothing that could mean another', () => {
  for (const [typed, amount] of Object.entries({
    '20': '20',
    ' $19.99 ': '19.99',
    '20,5': '20.5',
    '0020': '20',
    '٢٠٫٥٠': '20.50',
    '２０': '20',
    '0.01': '0.01',
    '1234567890': '1234567890',
  }))
    assert.equal(parseAmount(typed), amount, typed);
  for (const typed of [
    '',
    '0',
    '0.00',
    '-1',
    '1.000',
    '1,000',
    '1.234,56',
    '1e3',
    'ten',
    '1.',
    '9'.repeat(60),
  ])
    assert.equal(parseAmount(typed), undefined, typed);
});
