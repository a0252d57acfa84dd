import { LocalMemory } from './api/local-memory.ts';
import { ProxyClient } from './api/proxy-client.ts';
import { Session } from './api/session.ts';

export type GetIdentityToken = () => Promise<string>;

/** What one element needs to talk to one proxy. */
export interface Connection {
  client: ProxyClient;
  memory: LocalMemory;
}

export function connect(endpoint: string, getIdentityToken?: GetIdentityToken): Connection {
  const memory = new LocalMemory(endpoint);
  const session = new Session({ endpoint, memory, getIdentityToken });
  return { client: new ProxyClient(endpoint, session), memory };
}
