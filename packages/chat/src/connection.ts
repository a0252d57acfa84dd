import { LocalMemory } from './api/local-memory.ts';
import { ProxyClient } from './api/proxy-client.ts';
import { Session } from './api/session.ts';
import { KeptTexts } from './kept-texts.ts';

/** Resolves to a JWT of the site's own server, or to nothing when that server knows the visitor by its own cookie. */
export type GetIdentityToken = () => Promise<string | undefined>;

/** What one element needs to talk to one proxy. */
export interface Connection {
  client: ProxyClient;
  memory: LocalMemory;
  texts: KeptTexts;
}

/** `adopts`: whether signing in takes along what was said here before. @default true */
export function connect(
  endpoint: string,
  getIdentityToken?: GetIdentityToken,
  { adopts = true }: { adopts?: boolean } = {},
): Connection {
  const memory = new LocalMemory(endpoint);
  const session = new Session({ endpoint, memory, getIdentityToken, adopts });
  const texts = new KeptTexts(memory, () => session.owner);
  return { client: new ProxyClient(endpoint, session), memory, texts };
}
