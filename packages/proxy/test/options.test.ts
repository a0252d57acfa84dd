import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProxy, type ProxyOptions } from '../src/index.ts';
import { apiKey, sessionSecret } from './fixture.ts';

const good: ProxyOptions = { apiKey, sessionSecret, dataPath: ':memory:' };

const bad: [string, Partial<ProxyOptions>, string][] = [
  ['a missing key', { apiKey: '' }, 'apiKey'],
  ['a malformed key', { apiKey: '"sk-xc-quoted000"' }, 'apiKey'],
  ['a key that is shown shortened', { apiKey: 'sk-xc-abcd…wxyz' }, 'apiKey'],
  ['no session secret', { sessionSecret: [] }, 'sessionSecret'],
  ['a short session secret', { sessionSecret: 'short' }, 'sessionSecret'],
  ['a session secret of one letter', { sessionSecret: 'a'.repeat(64) }, 'sessionSecret'],
  ['an origin with a path', { origins: ['https://www.example.com/'] }, 'origins'],
  ['an origin without a scheme', { origins: ['www.example.com'] }, 'origins'],
  ['a wildcard origin', { origins: ['*'] }, 'origins'],
  ['a data path that is a folder', { dataPath: '/' }, 'dataPath'],
  ['a reply of no tokens', { replyTokens: 0 }, 'replyTokens'],
  ['a model without a name', { model: '' }, 'model'],
  ['a longer grace than a timer holds', { graceMs: 2 ** 31 }, 'graceMs'],
  [
    'an operator token with spaces',
    { operatorToken: 'a token with spaces 0123456789 abcdef' },
    'operatorToken',
  ],
  ['a context key with a space', { contextKeys: ['my page'] }, 'contextKeys'],
  ['a third way to wait', { synchronous: 'extra' as 'full' }, 'synchronous'],
  ['a fractional limit', { messageLength: 1.5 }, 'messageLength'],
  ['no run at all', { limits: { runsPerVisitor: 0 } }, 'limits.runsPerVisitor'],
  ['a budget below nothing', { limits: { tokensPerMonth: -1 } }, 'limits.tokensPerMonth'],
  [
    'a budget that is no number',
    { limits: { tokensPerVisitorDay: Number.NaN } },
    'limits.tokensPerVisitorDay',
  ],
  ['an endless wait', { queue: { waitMs: Number.POSITIVE_INFINITY } }, 'queue.waitMs'],
  ['a weak operator token', { operatorToken: 'letmein' }, 'operatorToken'],
  ['a weak identity secret', { identity: { secret: 'x' } }, 'identity.secret'],
  ['a retention of no days', { retentionDays: 0 }, 'retentionDays'],
  ['a timeout of no time', { timeouts: { silenceMs: 0 } }, 'timeouts.silenceMs'],
  [
    'a fourth way to keep conversations',
    { upstreamConversations: 'maybe' as 'auto' },
    'upstreamConversations',
  ],
  [
    'two ways to check identity tokens',
    { identity: { secret: apiKey.repeat(2), jwksUrl: 'https://a.example/jwks' } },
    'identity',
  ],
  ['no way to check identity tokens', { identity: { audience: 'nexevo-chat' } }, 'identity'],
  ['keys over plain http', { identity: { jwksUrl: 'http://a.example/jwks' } }, 'identity.jwksUrl'],
  [
    'keys behind a password',
    { identity: { jwksUrl: 'https://u:p@a.example/jwks' } },
    'identity.jwksUrl',
  ],
  [
    'an empty audience',
    { identity: { jwksUrl: 'https://a.example/jwks', audience: ' ' } },
    'identity.audience',
  ],
  ['a chat that lets nobody in', { requireIdentity: true }, 'requireIdentity'],
  ['a gateway over plain http', { upstreamUrl: 'http://api.example.com/v1' }, 'upstreamUrl'],
];

describe('createProxy', () => {
  for (const [name, change, option] of bad) {
    it(`refuses ${name} in one clear sentence that repeats no secret`, () => {
      assert.throws(
        () => createProxy({ ...good, ...change }),
        (error: Error & { option?: string; code?: string }) => {
          assert.equal(error.name, 'ProxyOptionError');
          assert.equal(error.option, option);
          assert.equal(error.code, 'invalid_option');
          assert.ok(error.message.length > 20 && !error.message.includes('\n'));
          assert.ok(!error.message.includes('quoted000'));
          return true;
        },
      );
    });
  }

  it('starts with nothing but a key and a secret, and ends cleanly', async () => {
    const proxy = createProxy(good);
    await proxy.ready();
    await proxy.close();
  });
});
