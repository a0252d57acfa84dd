import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TabHint, TabHints } from '../src/tab-hints.ts';

const endpoint = 'https://chat.example.com/nexevo';

test('only hints are heard, whatever else a page says on the channel', async (t) => {
  const heard: TabHint[] = [];
  let resolve = () => {};
  const last = new Promise<void>((done) => {
    resolve = done;
  });
  const hints = new TabHints(endpoint, (hint) => {
    heard.push(hint);
    if (hint.gone) resolve();
  });
  const other = new BroadcastChannel(`nexevo:${endpoint}`);
  t.after(() => {
    hints.close();
    other.close();
  });
  for (const said of [null, undefined, 'hello', 5, {}, [], { id: 'conversation' }, { gone: true }])
    other.postMessage(said);
  await last;
  assert.deepEqual(heard, [{ id: 'conversation' }, { gone: true }]);
});

test('without a channel nothing is told, and nothing fails', (t) => {
  const { BroadcastChannel } = globalThis;
  t.after(() => Object.assign(globalThis, { BroadcastChannel }));
  Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  const hints = new TabHints(endpoint, () => assert.fail('nobody can speak'));
  hints.tell({ id: 'conversation' });
  hints.close();
});
