import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  decimalString,
  errorCodes,
  feedback,
  finalEvents,
  getConversationQuery,
  messageRequest,
  runEvents,
} from '@nexevo/protocol';

describe('what a browser may send', () => {
  const message = { client_message_id: 'a1b2c3d4', text: 'Hello' };

  it('has no room for a model, a system prompt or a history', () => {
    assert.ok(messageRequest.safeParse(message).success);
    for (const field of ['model', 'system', 'messages', 'max_tokens']) {
      assert.ok(!messageRequest.safeParse({ ...message, [field]: 'x' }).success, field);
    }
  });

  it('names things only by ids of the right form', () => {
    for (const id of ['', 'short', 'with space', "x'; DROP TABLE", '../../etc', 'x'.repeat(65)]) {
      assert.ok(!messageRequest.safeParse({ ...message, client_message_id: id }).success, id);
      assert.ok(!messageRequest.safeParse({ ...message, conversation_id: id }).success, id);
    }
  });

  it('counts a comment in characters, not in code units', () => {
    assert.ok(feedback.safeParse({ rating: 1, comment: '😀'.repeat(2000) }).success);
    assert.ok(!feedback.safeParse({ rating: 1, comment: 'a'.repeat(2001) }).success);
  });

  it('gets defaults for what it leaves out of a query', () => {
    assert.deepEqual(getConversationQuery.parse({}), { limit: 50 });
    assert.ok(!getConversationQuery.safeParse({ limit: '0' }).success);
  });
});

describe('what a browser receives', () => {
  it('has final events that are events', () => {
    for (const name of finalEvents) assert.ok(name in runEvents);
  });

  it('has errors with HTTP error statuses only', () => {
    for (const [code, status] of Object.entries(errorCodes)) {
      assert.ok(status >= 400 && status < 600, code);
    }
  });

  it('has amounts as digits, however many', () => {
    for (const amount of ['0', '-1.50', '123456789012345678901234567890.000000000001']) {
      assert.equal(decimalString.parse(amount), amount);
    }
    for (const amount of ['1e5', '1.', '.5', 'NaN', '$5', '1,5']) {
      assert.ok(!decimalString.safeParse(amount).success, amount);
    }
  });
});
