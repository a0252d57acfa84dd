import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ConversationList,
  checkoutRequest,
  createConversationRequest,
  feedback,
  listConversationsQuery,
  messageRequest,
  regenerateRequest,
  updateConversationRequest,
  type VisitorExport,
} from '@nexevo/protocol';
import type { z } from 'zod';
import { ProxyError } from '../src/errors.ts';
import { validate, validateQuery } from '../src/middleware/validate.ts';
import { find, startProxy, textOf, Visitor } from './fixture.ts';
import { scriptedModel } from './scripted-model.ts';

const sent = { client_message_id: '12345678', text: 'Hi' };
const context = (value: unknown) => ({ ...sent, context: value });

/** What is sent, and the sentence that it is answered with. */
const refusals: [z.ZodType, unknown, string][] = [
  [messageRequest, null, 'the body: must be an object.'],
  [messageRequest, [], 'the body: must be an object.'],
  [messageRequest, {}, 'client_message_id: is missing.'],
  [
    messageRequest,
    { ...sent, client_message_id: 'x' },
    'client_message_id: must be 8 to 64 letters, digits, "_" or "-".',
  ],
  [messageRequest, { ...sent, text: 7 }, 'text: must be text.'],
  [messageRequest, { ...sent, text: '' }, 'text: must not be empty.'],
  [messageRequest, { ...sent, parent_id: 'x' }, 'parent_id: is not an id of ours.'],
  [messageRequest, { ...sent, parent_id: 1 }, 'parent_id: must be text.'],
  [messageRequest, context('page'), 'context: must be an object.'],
  [
    messageRequest,
    context({ page: {} }),
    'context.page: must be text or a number or true or false.',
  ],
  [
    messageRequest,
    context({ '1': 'x' }),
    'context.1: cannot have this name: it must be a letter, then at most 63 letters, digits, "_", "." or "-".',
  ],
  [messageRequest, { ...sent, model: 'gpt' }, 'the body: has a field that is not known: "model".'],
  [
    messageRequest,
    { ...sent, [`${'x'.repeat(39)}😀`.repeat(1000)]: 1 },
    `the body: has a field that is not known: "${'x'.repeat(39)}\ufffd…".`,
  ],
  [regenerateRequest, { client_run_id: '12345678', mode: 'x' }, 'mode: must be again or continue.'],
  [createConversationRequest, { title: ' ' }, 'title: must not be empty.'],
  [createConversationRequest, { title: '\u200b\u2060' }, 'title: must not be blank.'],
  [
    createConversationRequest,
    { title: 'x'.repeat(201) },
    'title: must be at most 200 characters long.',
  ],
  [updateConversationRequest, {}, 'the body: must change something.'],
  [updateConversationRequest, { pinned: 'yes' }, 'pinned: must be true or false.'],
  [feedback, {}, 'rating: is missing.'],
  [feedback, { rating: 2 }, 'rating: must be 1 or -1.'],
  [feedback, { rating: 1, tags: {} }, 'tags: must be a list.'],
  [feedback, { rating: 1, tags: [''] }, 'tags.0: must not be empty.'],
  [feedback, { rating: 1, tags: Array(11).fill('x') }, 'tags: must have at most 10 entries.'],
  [checkoutRequest, { amount_usd: 20 }, 'amount_usd: must be text.'],
];

function sentenceOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ProxyError, String(error));
    assert.equal(error.code, 'invalid_request');
    return error.message;
  }
  return 'nothing is wrong';
}

describe('a refused request', () => {
  it('is told which field is wrong, and what it has to be, in plain words', () => {
    for (const [schema, input, sentence] of refusals)
      assert.equal(
        sentenceOf(() => validate(schema, input)),
        sentence,
      );
  });

  it('is told the same of its query', () => {
    const query = (input: unknown) =>
      sentenceOf(() => validateQuery(listConversationsQuery, input));
    assert.equal(query({ limit: 'x' }), 'limit: must be a number.');
    assert.equal(query({ limit: '1.5' }), 'limit: must be a whole number.');
    assert.equal(query({ limit: '0' }), 'limit: must be at least 1.');
    assert.equal(query({ limit: '1000' }), 'limit: must be at most 100.');
    assert.equal(query({ q: ['a', 'b'] }), 'q: must be text.');
    assert.equal(query({ page: '2' }), 'the query: has a field that is not known: "page".');
  });
});

describe('what is no character', () => {
  const [sentText, kept] = ['a\0b\ud83dc 😀', 'a\ufffdb\ufffdc 😀'];

  it('becomes U+FFFD in all that a visitor writes', () => {
    const { text, context: told } = validate(messageRequest, {
      ...sent,
      text: sentText,
      context: { page: sentText },
    });
    assert.deepEqual([text, told?.page], [kept, kept]);
    assert.equal(validate(createConversationRequest, { title: sentText }).title, kept);
    assert.equal(validateQuery(listConversationsQuery, { q: sentText }).q, kept);
    const { comment, tags } = validate(feedback, {
      rating: 1,
      comment: sentText,
      tags: [sentText],
    });
    assert.deepEqual([comment, tags], [kept, [kept]]);
  });

  it('goes through a reply, the list, a search and the export, and is the same at the gateway', async (t) => {
    const model = await scriptedModel(t, [{ content: 'x\0y \ud83d' }, { content: '\ude00' }]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl: model.url }));
    const events = await visitor.chat(sentText);
    const { message, conversation } = find(events, 'accepted');
    assert.equal(message.text, kept);
    assert.equal(model.asked[0]?.messages.at(-1)?.content, kept);
    assert.equal(textOf(events), 'x\ufffdy 😀');
    assert.equal(find(events, 'done').message.text, 'x\ufffdy 😀');
    await visitor.json('PATCH', `/conversations/${conversation.id}`, { title: sentText });
    const query = encodeURIComponent(`B\ufffdC`);
    const { conversations } = await visitor.json<ConversationList>(
      'GET',
      `/conversations?q=${query}`,
    );
    assert.deepEqual(
      conversations.map(({ title }) => title),
      [kept],
    );
    const exported = await visitor.json<VisitorExport>('GET', '/visitor/export');
    assert.deepEqual(
      exported.conversations[0]?.messages.map(({ text }) => text),
      [kept, 'x\ufffdy 😀'],
    );
  });
});
