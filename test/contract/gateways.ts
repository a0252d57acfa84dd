import type { TestContext } from 'node:test';
import { NexevoClient } from '@nexevo/client';
import { createLocal, type Local } from '@nexevo/local';

/** A gateway the contract is checked against. */
export interface Gateway {
  name: string;
  /** A client that ends with the test. On the local gateway, of an account that nobody else has. */
  connect(t: TestContext): Promise<NexevoClient>;
}

const local: Gateway = {
  name: 'local',
  connect: async (t) => (await startLocal(t)).client,
};

const { NEXEVO_CONTRACT_KEY: key, NEXEVO_CONTRACT_URL: url, NEXEVO_CONTRACT_WRITE } = process.env;

const real: Gateway = {
  name: 'real',
  async connect(t) {
    const client = new NexevoClient({ apiKey: key ?? '', ...(url && { baseUrl: url }) });
    t.after(() => client.close());
    return client;
  },
};

/** Where it is only looked: local always, the real one with `NEXEVO_CONTRACT_KEY`. */
export const readable: Gateway[] = key ? [local, real] : [local];

/** Where something is made, and taken away again: the real one only with `NEXEVO_CONTRACT_WRITE=1`. */
export const writable: Gateway[] = NEXEVO_CONTRACT_WRITE === '1' ? readable : [local];

export interface LocalGateway {
  local: Local;
  url: string;
  client: NexevoClient;
  /** What would have been mailed. */
  mails: string[];
  /** Another client of the same gateway; without a key where it is `null`. */
  another(apiKey: string | null): NexevoClient;
}

/** A local gateway on a free port that ends with the test. */
export async function startLocal(t: TestContext): Promise<LocalGateway> {
  const mails: string[] = [];
  const local = createLocal({
    dataPath: ':memory:',
    pace: Number.POSITIVE_INFINITY,
    requestsPerMinute: 1000,
    passwordCost: 1024,
    mail: (line) => mails.push(line),
  });
  t.after(() => local.close());
  const { url } = await local.listen(0);
  const another = (apiKey: string | null) => {
    const client = new NexevoClient({ apiKey, baseUrl: url });
    t.after(() => client.close());
    return client;
  };
  return { local, url, client: another('sk-xc-local-contract'), mails, another };
}
