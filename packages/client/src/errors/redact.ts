const anyKey = /(sk-xc-|sess_|whsec_|prt_)[\w-]+/g;
const anyBearer = /(Bearer\s+)(?!sk-xc-|sess_)\S+/gi;
const anyJwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * The text without any key or token, of whatever form the `secret` one is: gateways like to quote the one they refuse.
 */
export function redact(text: string, secret?: string | null): string {
  return (secret ? text.replaceAll(secret, '[redacted]') : text)
    .replace(anyKey, '$1[redacted]')
    .replace(anyBearer, '$1[redacted]')
    .replace(anyJwt, '[redacted]');
}

/**
 * A stand-in for a foreign error, with its name, code, message and stack but nothing else:
 * the transport's errors carry buffers and sockets, which may hold what was sent.
 */
export function redactCause(cause: unknown, secret?: string | null): Error {
  const clean = (text: string) => redact(text, secret);
  if (!(cause instanceof Error)) return new Error(clean(String(cause)));
  const copy = new Error(clean(cause.message));
  copy.name = cause.name;
  copy.stack = clean(cause.stack ?? `${cause.name}: ${cause.message}`);
  if ('code' in cause) Object.assign(copy, { code: clean(String(cause.code)) });
  return copy;
}
