import { ProxyOptionError } from './errors.ts';

/** An origin as browsers send it; `null` is that of files and sandboxes. @throws {ProxyOptionError} */
export function checkOrigin(origin: string): string {
  if (origin === 'null') return origin;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new ProxyOptionError(
      'origins',
      `"${origin}" is not an origin: write scheme and host without a path or a slash at the end, e.g. https://www.example.com.`,
    );
  }
  return origin;
}

/** A host name in lower case. @throws {ProxyOptionError} */
export function checkHost(host: string): string {
  const name = host.toLowerCase();
  if (URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === name) return name;
  throw new ProxyOptionError(
    'hosts',
    `"${host}" is not a host name: write it without scheme, port and path, e.g. chat.example.com.`,
  );
}
