import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ConversationDetail, Message, RunEvent } from '@nexevo/protocol';
import { readEvents, textOf, Visitor } from '../../../packages/proxy/test/fixture.ts';
import { CommandProcess } from '../command-process.ts';
import { noLimits } from '../no-limits.ts';
import type { Random } from '../random.ts';
import { attacks, type Expected } from './attacks.ts';
import { ScriptedGateway } from './scripted-gateway.ts';
import { resetsAfter, text, whole } from './streams.ts';

export interface AttackOptions {
  random: Random;
  /** Of all byte offsets, how many are tried; 1 tries each. */
  share: number;
}

export interface AttackReport {
  attacks: number;
  offsets: number;
  /** Resident memory of the proxy at the end, MB, where the system tells. */
  memory: number | undefined;
  problems: string[];
}

const atOnce = 8;
const doneAt = whole.indexOf('[DONE]') + '[DONE]'.length;

/** Lets a gateway do everything wrong it can, and looks at what the visitor gets and what the store holds. */
export async function runAttacks({ random, share }: AttackOptions): Promise<AttackReport> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-attacks-'));
  const gateway = new ScriptedGateway();
  await gateway.open();
  const proxy = await CommandProcess.start('proxy', ['--port', '0'], {
    ...noLimits,
    NEXEVO_API_KEY: 'sk-xc-local-chaos-0002',
    NEXEVO_SESSION_SECRET: 'a-session-secret-for-chaos-0123456789',
    NEXEVO_UPSTREAM_URL: gateway.url,
    NEXEVO_UPSTREAM_CONVERSATIONS: 'off',
    NEXEVO_DATA: path.join(folder, 'proxy.sqlite'),
    NEXEVO_CHAT_TIMEOUT: '0.7',
    NEXEVO_SILENCE_TIMEOUT: '0.7',
    NEXEVO_TRUST_PROXY: '1',
  });
  try {
    const problems: string[] = [];
    const crowd = await Promise.all(
      Array.from({ length: atOnce }, async (_, number) => {
        const { url, token } = await Visitor.arrive(proxy);
        return new ScatteredVisitor(url, token, number);
      }),
    );
    for (const { name, script, expected } of attacks) {
      gateway.script(name, script);
      problems.push(...(await attack(crowd[0]!, name, (seen) => differs(seen, expected))));
    }
    problems.push(...(await refuse(gateway, crowd[0]!)));
    const offsets = Array.from({ length: whole.length + 1 }, (_, offset) => offset).filter(() =>
      random.isTrue(share),
    );
    for (const offset of offsets) gateway.script(`reset at ${offset}`, resetsAfter(offset));
    const left = [...offsets];
    await Promise.all(
      crowd.map(async (visitor) => {
        for (let offset = left.shift(); offset !== undefined; offset = left.shift()) {
          const at = offset;
          problems.push(...(await attack(visitor, `reset at ${at}`, (seen) => torn(seen, at))));
        }
      }),
    );
    if (!proxy.isRunning) problems.push('the proxy is gone');
    const memory = await proxy.memory();
    return { attacks: attacks.length + 1, offsets: offsets.length, memory, problems };
  } finally {
    await proxy.end('SIGTERM');
    await gateway.close();
    await rm(folder, { recursive: true });
  }
}

/** Somebody who comes from another address with every request, so that none has asked too much. */
class ScatteredVisitor extends Visitor {
  readonly #number: number;
  #requests = 0;

  constructor(url: string, token: string, number: number) {
    super(url, token);
    this.#number = number;
  }

  override request(method: string, route: string, body?: unknown, init: RequestInit = {}) {
    this.#requests += 1;
    const address = `10.${this.#number}.${this.#requests >> 8}.${this.#requests & 255}`;
    return super.request(method, route, body, { ...init, headers: { 'X-Forwarded-For': address } });
  }
}

/** What one attack has left behind. */
interface Seen {
  ending: RunEvent;
  text: string;
  stored: Message;
}

async function attack(
  visitor: Visitor,
  name: string,
  judge: (seen: Seen) => string | undefined,
): Promise<string[]> {
  const response = await visitor.send(name);
  if (!response.ok) return [`${name}: ${response.status} ${await response.text()}`];
  const events = await Array.fromAsync(readEvents(response));
  const ending = events.at(-1)!;
  const { message } = ending.data as { message?: Message };
  if (!message) return [`${name}: the last event is ${ending.event}`];
  const detail = await visitor.json<ConversationDetail>(
    'GET',
    `/conversations/${message.conversation_id}`,
  );
  const stored = detail.messages.at(-1)!;
  const problem = judge({ ending, text: textOf(events), stored }) ?? contradicts(message, stored);
  return problem ? [`${name}: ${problem}`] : [];
}

/** The visitor and the store have to hold the same. */
function contradicts(shown: Message, stored: Message): string | undefined {
  return JSON.stringify(shown) === JSON.stringify(stored)
    ? undefined
    : `shown ${JSON.stringify(shown)}, stored ${JSON.stringify(stored)}`;
}

function differs({ ending, text: shown, stored }: Seen, expected: Expected): string | undefined {
  const code = ending.event === 'error' ? ending.data.error.code : undefined;
  if (ending.event !== expected.ending) return `ends with ${ending.event} ${code ?? ''}`;
  if (code !== expected.code) return `ends with the code ${code}`;
  if (shown !== expected.text) return `shows ${JSON.stringify(shown.slice(0, 100))}`;
  if (stored.text !== expected.text) return `keeps ${JSON.stringify(stored.text.slice(0, 100))}`;
  return undefined;
}

/** A torn reply is a beginning of the whole one, and complete only when all of it was there. */
function torn({ ending, text: shown, stored }: Seen, offset: number): string | undefined {
  if (!text.startsWith(shown)) return `shows ${JSON.stringify(shown)}`;
  if (stored.text !== shown) return `keeps ${JSON.stringify(stored.text)}`;
  if (ending.event === 'done' && (offset < doneAt || shown !== text)) return 'passes for complete';
  if (ending.event === 'incomplete' && ending.data.reason !== 'upstream_lost')
    return 'says why not';
  if ((ending.event === 'error') !== (shown === '')) return `ends with ${ending.event}`;
  return undefined;
}

/** Nothing listens: the question is kept, and asked again once something does. */
async function refuse(gateway: ScriptedGateway, visitor: Visitor): Promise<string[]> {
  const name = 'refuses connections';
  await gateway.close();
  let failed: Seen | undefined;
  const problems = await attack(visitor, name, (seen) => {
    failed = seen;
    return differs(seen, { ending: 'error', text: '', code: 'upstream_unreachable' });
  });
  await gateway.open();
  const { script } = attacks.find(({ expected }) => expected.ending === 'done')!;
  gateway.script(name, script);
  const again = await visitor.request('POST', `/messages/${failed?.stored.id}/regenerate`, {
    client_run_id: 'asked-again-1',
  });
  const events = await Array.fromAsync(readEvents(again));
  if (textOf(events) !== text) problems.push(`${name}: cannot be asked again`);
  return problems;
}
