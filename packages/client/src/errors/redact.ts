const anyKey = /(sk-xc-|sess_|whsec_|prt_)[\w-]+/g;
const anyBearer = /(Bearer\s+)(?!sk-xc-|sess_)\S+/gi;
const anyJwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** The text without any key or token: gateways like to quote the one they refuse. */
export function redact(text: string): string {
  return text
    .replace(anyKey, '$1[redacted]')
    .replace(anyBearer, '$1[redacted]')
    .replace(anyJwt, '[redacted]');
}

/**
 * A stand-in for a foreign error, with its name, code, message and stack but nothing else:
 * the transport's errors carry buffers and sockets, which may hold what was sent.
 */
export function redactCause(cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error(redact(String(cause)));
  const copy = new Error(redact(cause.message));
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? `${cause.name}: ${cause.message}`);
  if ('code' in cause) Object.assign(copy, { code: redact(String(cause.code)) });
  return copy;
}
