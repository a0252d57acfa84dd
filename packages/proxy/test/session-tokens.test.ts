import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SessionTokens } from '../src/identity/session-tokens.ts';

const secrets = [
  'the-first-secret-of-this-test-0123456789',
  'the-second-secret-of-this-test-012345678',
];

it('a token that was accepted is accepted again, until it ends', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  const tokens = new SessionTokens(secrets.slice(0, 1));
  const session = SessionTokens.newAnonymous();
  const { token, expiresAt } = await tokens.sign(session);
  const first = await tokens.verify(token);
  assert.equal(first.key, session.key);
  assert.deepEqual(await tokens.verify(token), first);
  t.mock.timers.setTime(expiresAt.getTime() + 1000);
  await assert.rejects(tokens.verify(token), { code: 'session_expired' });
});

it('one that differs in a letter is not, however often the right one was', async () => {
  const tokens = new SessionTokens(secrets);
  const { token } = await new SessionTokens(secrets.slice(1)).sign(SessionTokens.newAnonymous());
  await tokens.verify(token);
  const [head, body, signature] = token.split('.');
  const forged = `${head}.${body}.${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`;
  await assert.rejects(tokens.verify(forged), { code: 'session_required' });
});
