import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WidgetConfig } from '@nexevo/protocol';
import { pickContext } from '../src/api/pick-context.ts';
import { contextOf } from '../src/context-of.ts';

const config = { context_keys: ['page', 'plan'], max_context_bytes: 60 } as WidgetConfig;

test('only what the operator takes is sent', () => {
  const told = { page: '/pricing', plan: 'trial', mail: 'me@example.com' };
  assert.deepEqual(pickContext(told, config), { page: '/pricing', plan: 'trial' });
});

test('nothing is sent when nothing is taken, or before that is known', () => {
  assert.equal(pickContext({ mail: 'me@example.com' }, config), undefined);
  assert.equal(pickContext({ page: '/pricing' }, undefined), undefined);
  assert.equal(pickContext(undefined, config), undefined);
});

test("what is too long in bytes is left out, and the page's author is told", (t) => {
  const lines = t.mock.method(console, 'error', () => undefined);
  assert.equal(pickContext({ page: '値'.repeat(30) }, config), undefined);
  assert.match(String(lines.mock.calls[0]?.arguments[0]), /60 bytes/);
});

test('what cannot be sent keeps nobody from asking', (t) => {
  const lines = t.mock.method(console, 'error', () => undefined);
  const cycle = {};
  Object.assign(cycle, { page: cycle });
  const thrower = () => {
    throw new Error('no page yet');
  };
  for (const context of [{ page: 5n }, cycle, thrower, () => thrower] as never[])
    assert.equal(contextOf({ context }), undefined);
  assert.equal(lines.mock.callCount(), 4);
  assert.deepEqual(contextOf({ context: () => ({ page: '/pricing' }) }), { page: '/pricing' });
});
