import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { IdentityTokens } from '../src/identity/identity-tokens.ts';
import { startProxy, Visitor } from './fixture.ts';

/** A key pair of the site's, with the half it publishes. */
async function newKey(kid: string, alg = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, use: 'sig' };
  const sign = (claims: Record<string, unknown> = {}) =>
    signed(claims).setProtectedHeader({ alg, kid }).sign(privateKey);
  return { jwk, publicKey, sign };
}

function signed(claims: Record<string, unknown>): SignJWT {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: 'u1', aud: 'nexevo-chat', iat: now, exp: now + 300, ...claims });
}

/** A web server of the site's; its answers may be changed. */
async function serve(t: TestContext, answer: RequestListener) {
  const site = { answer, asked: 0, url: '' };
  const server = createServer((request, response) => {
    site.asked += 1;
    site.answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  return site;
}

const publish =
  (...keys: JWK[]): RequestListener =>
  (_request, response) =>
    void response.end(JSON.stringify({ keys }));

function tokensOf(jwksUrl: string, fetching = {}): IdentityTokens {
  const identity = { secrets: [], jwksUrl, audience: 'nexevo-chat', issuer: undefined };
  return new IdentityTokens(identity, fetching);
}

describe('identity tokens checked by a published key set', () => {
  for (const alg of ['RS256', 'ES256', 'EdDSA']) {
    it(`are taken when signed with ${alg}`, async (t) => {
      const key = await newKey('k1', alg);
      const site = await serve(t, publish(key.jwk));
      const fixture = await startProxy(t, { identity: { jwksUrl: site.url } });
      const visitor = await Visitor.arrive(fixture, await key.sign());
      assert.equal((await visitor.request('GET', '/conversations')).status, 200);
    });
  }

  it('are refused when signed with anything a published key could be mistaken for', async (t) => {
    const key = await newKey('k1', 'RS256');
    const secret = new TextEncoder().encode('a-secret-that-somebody-published-01');
    const oct: JWK = { kty: 'oct', kid: 'k2', k: Buffer.from(secret).toString('base64url') };
    const site = await serve(t, publish(key.jwk, oct));
    const tokens = tokensOf(site.url);
    const pem = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const claims = (await key.sign()).split('.')[1];
    const other = await newKey('k1', 'RS256');
    for (const [token, why] of [
      [await signed({}).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(pem), /algorithm/],
      [await signed({}).setProtectedHeader({ alg: 'HS256', kid: 'k2' }).sign(secret), /algorithm/],
      [`${none}.${claims}.`, /algorithm|signature/],
      [await other.sign(), /signature/],
      [await (await newKey('k9', 'RS256')).sign(), /no key/],
      [await key.sign({ aud: 'another-app' }), /"aud"/],
      [await key.sign({ exp: Math.floor(Date.now() / 1000) + 3600 }), /at most 600/],
    ] as const) {
      await assert.rejects(tokens.verify(token), { code: 'identity_invalid', message: why });
    }
  });

  it('follow a rotation, but an unknown key asks for the set only once in its cool-down', async (t) => {
    const [before, after] = [await newKey('k1'), await newKey('k2')];
    const site = await serve(t, publish(before.jwk));
    const patient = tokensOf(site.url);
    const eager = tokensOf(site.url, { coolDownMs: 0 });
    await patient.verify(await before.sign());
    await eager.verify(await before.sign());
    site.answer = publish(after.jwk);
    site.asked = 0;
    assert.equal((await eager.verify(await after.sign())).kind, 'identified');
    assert.equal(site.asked, 1);
    await assert.rejects(eager.verify(await before.sign()), { code: 'identity_invalid' });
    site.asked = 0;
    for (let index = 0; index < 20; index += 1) {
      await assert.rejects(patient.verify(await after.sign()), { code: 'identity_invalid' });
    }
    assert.equal(site.asked, 0);
  });

  it('cannot be checked when the set moves, fails, stalls or floods: that is no fault of the token', async (t) => {
    const key = await newKey('k1');
    const other = await serve(t, publish(key.jwk));
    const token = await key.sign();
    const bad: Record<string, RequestListener> = {
      redirect: (_request, response) => void response.writeHead(302, { Location: other.url }).end(),
      failure: (_request, response) => void response.writeHead(500).end(),
      page: (_request, response) => void response.end('<!doctype html>'),
      'something else': (_request, response) => void response.end('{"keys":1}'),
      stall: () => undefined,
      flood: (_request, response) => void response.end('x'.repeat(300 * 1024)),
    };
    for (const [name, answer] of Object.entries(bad)) {
      const site = await serve(t, answer);
      const tokens = tokensOf(site.url, { timeoutMs: 200 });
      await assert.rejects(
        tokens.verify(token),
        { code: 'identity_unavailable', status: 503 },
        name,
      );
    }
    assert.equal(other.asked, 0);
    const gone = tokensOf('http://127.0.0.1:9/jwks.json', { timeoutMs: 200 });
    await assert.rejects(gone.verify(token), { code: 'identity_unavailable' });
  });
});

describe('identity tokens checked by a shared secret', () => {
  const secrets = [
    'the-identity-secret-of-this-test-new1',
    'the-identity-secret-of-this-test-old1',
  ];
  const sign = (secret: string, alg = 'HS256', claims = {}) =>
    signed(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

  it('may be signed with either of two while they are rotated', async (t) => {
    const fixture = await startProxy(t, { identity: { secret: secrets } });
    for (const secret of secrets) await Visitor.arrive(fixture, await sign(secret));
    const another = sign('the-identity-secret-of-somebody-else1');
    await assert.rejects(Visitor.arrive(fixture, await another), /identity_invalid/);
  });

  it('are pinned to HS256', async (t) => {
    const fixture = await startProxy(t, { identity: { secret: secrets } });
    const longer = secrets[0]!;
    await assert.rejects(Visitor.arrive(fixture, await sign(longer, 'HS512')), /algorithm/);
    await assert.rejects(Visitor.arrive(fixture, await (await newKey('k1')).sign()), /algorithm/);
  });

  it('may come from a site whose clock is a little ahead of ours or behind it, and live no longer for that', async () => {
    const secret = secrets[0]!;
    const identity = { secrets: [secret], jwksUrl: undefined, audience: 'nexevo-chat' };
    const tokens = new IdentityTokens({ ...identity, issuer: undefined });
    /** Seconds from now. */
    const verify = async (iat: number, exp: number, more = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { ...more, iat: now + iat, exp: now + exp };
      return tokens.verify(await sign(secret, 'HS256', claims));
    };
    assert.equal(
      (await verify(20, 320, { nbf: Math.floor(Date.now() / 1000) + 20 })).kind,
      'identified',
    );
    assert.equal((await verify(-310, -10)).kind, 'identified');
    await assert.rejects(verify(60, 360), { code: 'identity_invalid', message: /"iat"/ });
    await assert.rejects(verify(-360, -60), { code: 'identity_invalid', message: /expired/ });
    await assert.rejects(verify(10, 620), { code: 'identity_invalid', message: /at most 600/ });
  });
});
