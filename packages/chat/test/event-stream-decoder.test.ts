import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamDecoder } from '../src/api/event-stream-decoder.ts';

function decode(...chunks: string[]) {
  const decoder = new EventStreamDecoder();
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
}

test('reads an event with its name, id and data', () => {
  assert.deepEqual(decode('id: 4\nevent: delta\ndata: {"text":"a"}\n\n'), [
    { event: 'delta', data: '{"text":"a"}', id: '4' },
  ]);
});

test('reads the same events however the stream is cut', () => {
  const stream = 'event: a\r\ndata: 1\r\n\r\n: comment\r\nid: 2\rdata: x\rdata: y\r\rdata: z\n\n';
  const whole = decode(stream);
  assert.equal(whole.length, 3);
  assert.equal(whole[1]?.data, 'x\ny');
  for (let cut = 1; cut < stream.length; cut += 1) {
    assert.deepEqual(decode(stream.slice(0, cut), stream.slice(cut)), whole, `cut at ${cut}`);
  }
  assert.deepEqual(decode(...stream), whole);
});

test('counts the last event even when the connection closed before its blank line', () => {
  assert.deepEqual(decode('data: last'), [{ event: 'message', data: 'last', id: undefined }]);
});

test('tells nothing of comments and of events without data', () => {
  assert.deepEqual(decode(': ping\n\nevent: nothing\n\n'), []);
});

test('does not carry an id over to the next event', () => {
  assert.deepEqual(
    decode('id: 1\ndata: a\n\ndata: b\n\n').map(({ id }) => id),
    ['1', undefined],
  );
});
