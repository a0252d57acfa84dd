import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationDetail, RunEvent, VisitorExport } from '@nexevo/protocol';
import { Thinking } from '../src/runs/thinking.ts';
import { find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';
import { scriptedModel } from './scripted-model.ts';

const thinks = [
  { role: 'assistant', content: null, reasoning_content: 'Let me ' },
  { reasoning_content: 'see.' },
  { content: 'It is ' },
  { content: '42.' },
];

function thoughtOf(events: RunEvent[]): string {
  return events.map((event) => (event.event === 'reasoning' ? event.data.text : '')).join('');
}

/** What a reader has on the screen. */
function shown(events: RunEvent[]): { text: string; reasoning: string } {
  let seen = { text: '', reasoning: '' };
  for (const { event, data } of events) {
    if (event === 'snapshot') seen = { text: data.text, reasoning: data.reasoning };
    if (event === 'delta') seen.text += data.text;
    if (event === 'reasoning') seen.reasoning += data.text;
  }
  return seen;
}

/** Stops the reply at its first text. */
async function askAndStop(visitor: Visitor): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of readEvents(await visitor.send('What is it?'))) {
    events.push(event);
    if (event.event !== 'delta') continue;
    await visitor.request('POST', `/runs/${find(events, 'accepted').run_id}/stop`);
  }
  return events;
}

describe('a model that thinks aloud', () => {
  it('is heard thinking, and its thinking is kept with the reply', async (t) => {
    const { url: upstreamUrl } = await scriptedModel(t, thinks);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const events = await visitor.chat('What is it?');
    assert.equal(thoughtOf(events), 'Let me see.');
    assert.equal(textOf(events), 'It is 42.');
    const { message } = find(events, 'done');
    assert.deepEqual([message.text, message.reasoning], ['It is 42.', 'Let me see.']);
    assert.ok(Number.isSafeInteger(message.reasoning_ms));
    const id = message.conversation_id;
    const { messages } = await visitor.json<ConversationDetail>('GET', `/conversations/${id}`);
    assert.deepEqual(messages[1], message);
    const { conversations } = await visitor.json<VisitorExport>('GET', '/visitor/export');
    assert.equal(conversations[0]?.messages[1]?.reasoning, 'Let me see.');
  });

  it('may call it "reasoning", or send it under both names', async (t) => {
    const both = { reasoning_content: 'Hm.', reasoning: 'Hm.' };
    const { url: upstreamUrl } = await scriptedModel(t, [
      { reasoning: 'So. ' },
      both,
      { content: 'Yes.' },
    ]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    assert.equal(find(await visitor.chat('Is it?'), 'done').message.reasoning, 'So. Hm.');
  });

  it('may write it between tags before its answer, in whatever pieces they come', async (t) => {
    const whole = '\n<think>\nSo <b> it </is.\n</think>\n\nYes: `<think>` is a tag </think>.';
    for (const size of [1, 2, 5, 9, whole.length]) {
      const deltas = whole
        .match(new RegExp(`[\\s\\S]{1,${size}}`, 'g'))!
        .map((content) => ({ content }));
      const { url: upstreamUrl } = await scriptedModel(t, deltas);
      const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
      const events = await visitor.chat('Is it?');
      assert.equal(thoughtOf(events), 'So <b> it </is.\n', `in pieces of ${size}`);
      const { message } = find(events, 'done');
      assert.deepEqual(
        [message.text, message.reasoning],
        ['Yes: `<think>` is a tag </think>.', 'So <b> it </is.\n'],
      );
    }
  });

  it('may only end it with a tag: what was text until then is thinking, for every reader', async (t) => {
    const thought = 'So it is.\n```\n</think>\n```\nYes </think>\n';
    const answer = 'It is <42>.\n</think>\nSo.';
    const whole = `${thought}</think> \n\n${answer}`;
    for (const size of [1, 3, 11, whole.length]) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const deltas = whole
        .match(new RegExp(`[\\s\\S]{1,${size}}`, 'g'))!
        .map((content) => ({ content }));
      const { url: upstreamUrl } = await scriptedModel(t, [...deltas, promise]);
      const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
      const first = readEvents(await visitor.send('Is it?'));
      const seen: RunEvent[] = [];
      while (!shown(seen).text.endsWith('So.')) seen.push((await first.next()).value);
      assert.deepEqual(shown(seen), { text: answer, reasoning: thought }, `in pieces of ${size}`);
      const { run_id } = find(seen, 'accepted');
      const second = readEvents(await visitor.request('GET', `/runs/${run_id}/events`));
      const joined: RunEvent[] = [];
      while (!shown(joined).text.endsWith('So.')) joined.push((await second.next()).value);
      assert.deepEqual(shown(joined), { text: answer, reasoning: thought });
      resolve();
      for (const reader of [first, second]) {
        const { message } = find(await Array.fromAsync(reader), 'done');
        assert.deepEqual([message.text, message.reasoning], [answer, thought]);
        assert.ok(Number.isSafeInteger(message.reasoning_ms));
      }
    }
  });

  it('is folded from its beginning where it was stopped before that tag, and went on', async (t) => {
    const never = new Promise(() => {});
    const { url: upstreamUrl } = await scriptedModel(
      t,
      [{ content: 'Six times seven' }, never],
      [{ content: ' is …\n</think>\n' }, { content: '42.' }],
    );
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const seen = await askAndStop(visitor);
    const { id } = find(seen, 'incomplete').message;
    const more = { client_run_id: 'go-on-0002', mode: 'continue' };
    const response = await visitor.request('POST', `/messages/${id}/regenerate`, more);
    const events = await Array.fromAsync(readEvents(response));
    const { message } = find(events, 'done');
    assert.deepEqual([message.text, message.reasoning], ['42.', 'Six times seven is …\n']);
    assert.deepEqual(shown(events), { text: message.text, reasoning: message.reasoning });
  });

  it('keeps the closing tag as text where thinking is told apart, and where no answer follows', async (t) => {
    const text = 'Yes.\n</think>\nNo.';
    const alone = 'Yes.\n</think>\n';
    const { url: upstreamUrl } = await scriptedModel(
      t,
      [{ reasoning_content: 'Hm.' }, { content: text }],
      [{ content: alone }],
    );
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    assert.equal(find(await visitor.chat('Is it?'), 'done').message.text, text);
    const { message } = find(await visitor.chat('Is it?'), 'done');
    assert.deepEqual([message.text, message.reasoning], [alone, undefined]);
  });

  it('loses no character of what only begins like a tag', async (t) => {
    for (const text of ['<', ' <thin', '<thing>', '  \n', '<b>Yes</b>', 'a <think>b</think>']) {
      const { url: upstreamUrl } = await scriptedModel(t, [
        ...text.split('').map((content) => ({ content })),
      ]);
      const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
      assert.equal(find(await visitor.chat('Is it?'), 'done').message.text, text);
    }
  });

  it('never gets its thinking back, nor are conversations found by it', async (t) => {
    const model = await scriptedModel(t, thinks);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl: model.url }));
    const { conversation } = find(await visitor.chat('What is it?'), 'accepted');
    await visitor.chat('Sure?', { conversation_id: conversation.id });
    assert.equal(model.asked.length, 2);
    assert.ok(!JSON.stringify(model.asked).includes('Let me'));
    const found = await visitor.json<{ conversations: [] }>('GET', '/conversations?q=let%20me');
    assert.deepEqual(found.conversations, []);
  });

  it('is shown as far as it came to whoever joins while it thinks', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { url: upstreamUrl } = await scriptedModel(t, [
      ...thinks.slice(0, 2),
      promise,
      ...thinks.slice(2),
    ]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const first = readEvents(await visitor.send('What is it?'));
    const seen: RunEvent[] = [];
    while (thoughtOf(seen) !== 'Let me see.') seen.push((await first.next()).value);
    const { run_id } = find(seen, 'accepted');
    const second = readEvents(await visitor.request('GET', `/runs/${run_id}/events`));
    const joined: RunEvent[] = [];
    while (thoughtOf(joined) !== 'Let me see.') joined.push((await second.next()).value);
    resolve();
    const whole = [...joined, ...(await Array.fromAsync(second))];
    assert.deepEqual(whole, [...seen, ...(await Array.fromAsync(first))]);
  });

  it('is in the snapshot of a reader who is too far behind', async (t) => {
    const many = Array.from({ length: 4500 }, () => ({ content: 'x' }));
    const { url: upstreamUrl } = await scriptedModel(t, [...thinks, ...many]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const { message } = find(await visitor.chat('What is it?'), 'done');
    const sent = { client_message_id: 'too-far-behind' };
    const { run_id } = find(await visitor.chat('And now?', sent), 'accepted');
    const events = await Array.fromAsync(
      readEvents(await visitor.request('GET', `/runs/${run_id}/events`)),
    );
    const { text, reasoning, reasoning_ms } = find(events, 'snapshot');
    assert.deepEqual([text, reasoning], [message.text, 'Let me see.']);
    assert.equal(reasoning_ms, find(events, 'done').message.reasoning_ms);
  });

  it('that is stopped keeps what it has thought, and goes on from there', async (t) => {
    const never = new Promise(() => {});
    const broken = [...thinks.slice(0, 3), never];
    const { url: upstreamUrl } = await scriptedModel(t, broken, [{ content: 'so.' }]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const seen = await askAndStop(visitor);
    const stopped = find(seen, 'incomplete').message;
    assert.deepEqual([stopped.text, stopped.reasoning], ['It is ', 'Let me see.']);
    const more = await Array.fromAsync(
      readEvents(
        await visitor.request('POST', `/messages/${stopped.id}/regenerate`, {
          client_run_id: 'go-on-0001',
          mode: 'continue',
        }),
      ),
    );
    assert.equal(find(more, 'snapshot').reasoning, 'Let me see.');
    const { message } = find(more, 'done');
    assert.deepEqual([message.text, message.reasoning], ['It is so.', 'Let me see.']);
    assert.equal(message.reasoning_ms, stopped.reasoning_ms);
  });

  it('is never cut within a character, and nothing follows the cut', () => {
    const thinking = new Thinking({ text: 'x'.repeat(99_999), ms: undefined });
    assert.equal(thinking.add('😀'), '');
    assert.equal(thinking.add('y'), '');
    assert.equal(thinking.text.length, 99_999);
  });

  it('that thinks without end is cut: what is kept is kept short, and the reply goes on', async (t) => {
    const long = Array.from({ length: 30 }, () => ({ reasoning_content: 'x'.repeat(10_000) }));
    const { url: upstreamUrl } = await scriptedModel(t, [...long, { content: 'Done.' }]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const events = await visitor.chat('Think!');
    assert.equal(thoughtOf(events).length, 100_000);
    const { message } = find(events, 'done');
    assert.deepEqual([message.text, message.reasoning?.length], ['Done.', 100_000]);
  });
});
