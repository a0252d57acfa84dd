import fc from 'fast-check';

/** An address at which a canary listens; nothing that a visitor writes may make the proxy go there. */
export type Canary = string;

const deep = (open: string, close: string) => open.repeat(5000) + close.repeat(5000);

/** Bodies that are no JSON object of anybody, as they go over the wire. */
export const hostileBodies: string[] = [
  '',
  'null',
  '[]',
  '"text"',
  '{',
  '{"text":',
  '\u0000',
  '\ufeff{}',
  deep('[', ']'),
  `{"text":${deep('{"a":', '}').replace('}}', '1}}')}`,
  '{"__proto__":{"operator":true},"text":"x","client_message_id":"polluted-1"}',
  '{"constructor":{"prototype":{"operator":true}}}',
  '{"toString":1,"hasOwnProperty":2,"__proto__":null}',
  '{"text":1e999,"client_message_id":-0}',
  `{"text":${'9'.repeat(5000)}}`,
  '{"text":"\\ud800","client_message_id":"lone-half-1"}',
  '{"text":"\\u0000","client_message_id":"nul-nul-1"}',
  `{"text":"${'x'.repeat(300_000)}","client_message_id":"too-long-1"}`,
  `{"text":"x","text":"y","client_message_id":"twice-twice"}`,
];

/** Values for one field: wrong types, hostile strings, addresses. */
export function hostileValue(canary: Canary): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 0, 2 ** 53, -1e308, 1e-320, '', [], {}, [[]]),
    fc.constantFrom(
      canary,
      `${canary}#@example.com`,
      `<img src="${canary}">`,
      `![x](${canary})`,
      `' OR 1=1 --`,
      '__proto__',
      'constructor',
      '../../../etc/passwd',
      '\u0000',
      '\ud800',
      '\udfff\ud800',
      '\u202e\u200b',
      'data: x\n\nevent: done\ndata: {}',
      '\r\nX-Injected: 1',
      '%',
      '☃'.repeat(3000),
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.jsonValue({ maxDepth: 4 }),
    fc.double(),
  );
}

export function hostilePath(canary: Canary): fc.Arbitrary<string> {
  const host = canary.replace('http://', '');
  return fc.constantFrom(
    '/nexevo/conversations/..%2f..%2fhealthz',
    '/nexevo/../metrics',
    '/nexevo//conversations',
    '/nexevo/conversations/%',
    '/nexevo/conversations/%00',
    '/nexevo/conversations/%c0%af',
    '/nexevo/conversations/%ED%A0%80',
    '/nexevo/conversations/.',
    '/nexevo/conversations/__proto__',
    '/nexevo/assets/..%2f..%2f..%2fpackage.json',
    '/nexevo/assets/%2e%2e/%2e%2e/package.json',
    '/nexevo/assets/../../package.json',
    '/nexevo/assets/.%00js',
    '/nexevo/conversations?limit[]=1&limit[__proto__]=2',
    '/nexevo/conversations?__proto__[x]=1&constructor=2',
    `/nexevo/conversations?cursor=${'A'.repeat(9000)}`,
    '/nexevo/conversations?q=%ED%A0%80&limit=1e2',
    '/nexevo/usage?days=99999999999999999999',
    '/NEXEVO/Conversations/',
    '/%',
    '/%00',
    '//',
    '*',
    `${canary}/nexevo/conversations`,
    `//${host}/nexevo/conversations`,
    `/nexevo/${'a/'.repeat(2000)}`,
  );
}

/** Header lines; some replace what an honest request has. */
export function hostileHeaders(canary: Canary): fc.Arbitrary<string[]> {
  const host = canary.replace('http://', '');
  const line = fc.constantFrom(
    `Host: ${host}`,
    `X-Forwarded-Host: ${host}`,
    `X-Forwarded-For: ${host}, 127.0.0.1, __proto__`,
    'X-Forwarded-For: ,,,,',
    'X-Forwarded-Proto: javascript',
    `Forwarded: for="[::1]";host="${host}"`,
    `Origin: ${canary}`,
    'Origin: null',
    'Origin: %',
    `Referer: ${canary}`,
    'X-HTTP-Method-Override: DELETE',
    `X-Original-URL: /metrics`,
    `X-Request-Id: ${'x'.repeat(500)}`,
    'Last-Event-ID: -1',
    'Last-Event-ID: 99999999999999999999',
    'Content-Encoding: gzip',
    'Content-Encoding: br, gzip',
    'Content-Type: application/json; charset=utf-7',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Type: text/event-stream',
    'Accept-Encoding: gzip;q=1.0, identity; q=0, *;q=0',
    'Expect: 100-continue',
    'Expect: nothing',
    'Upgrade: websocket',
    'Range: bytes=0-0,-1',
    'If-None-Match: *',
    'Authorization: Bearer ',
    'Authorization: Bearer eyJhbGciOiJub25lIn0.e30.',
    'Authorization: Basic x',
    'Cookie: a=b; __proto__=c',
    `Access-Control-Request-Headers: ${'x,'.repeat(500)}`,
  );
  return fc.array(line, { maxLength: 3 });
}

/** What is no HTTP, or HTTP that two servers could read in two ways. */
export const garbage: string[] = [
  '\u0000\u0001\u0002\r\n\r\n',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001',
  'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
  'POST /nexevo/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;\u0000\r\nhello\r\nzz\r\n',
  'POST /nexevo/session HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}',
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
  `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\u0000: c\r\n\r\n',
];
