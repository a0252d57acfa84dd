import { Agent, request } from 'node:http';
import type { GatewayProcess } from '../../../chaos/load/gateway-process.ts';
import { now } from '../../../chaos/load/paced-gateway.ts';
import { readStream } from '../../../chaos/load/read-stream.ts';
import type { Asker, Contestant } from '../contestants.ts';

/** Who goes on for so long has not noticed; milliseconds. */
const patience = 3000;

/** Milliseconds from Stop, or from leaving where there is no Stop, to the end of the gateway's work; `Infinity` for never. */
export async function measureStop(
  contestant: Contestant,
  { gateway, rounds }: { gateway: GatewayProcess; rounds: number },
): Promise<number[]> {
  const asker = await contestant.arrive();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const name = `stop-${contestant.name}-${round}`;
    const closed = gateway.when('closed', name);
    let giveUp: NodeJS.Timeout | undefined;
    const agent = new Agent();
    const pressed = Promise.withResolvers<number>();
    const order = asker.order({ name, chunks: 200, pace: 40 });
    const reading = readStream({
      ...order,
      agent,
      onFirst: (seen) => {
        pressed.resolve(now());
        if (asker.stop) asker.stop(seen).catch(pressed.reject);
        else agent.destroy();
      },
    });
    const end = await Promise.race([
      closed,
      pressed.promise.then(
        () =>
          new Promise<number>((resolve) => {
            giveUp = setTimeout(resolve, patience, Number.POSITIVE_INFINITY);
          }),
      ),
    ]);
    clearTimeout(giveUp);
    times.push(end - (await pressed.promise));
    await reading;
    agent.destroy();
  }
  return times;
}

/** What a reader is told when the gateway's connection breaks in the middle, and after how many milliseconds. */
export async function measureDeath(
  contestant: Contestant,
  { gateway, rounds }: { gateway: GatewayProcess; rounds: number },
): Promise<{ endings: string[]; times: number[] }> {
  const asker = await contestant.arrive();
  const times: number[] = [];
  const endings = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const name = `death-${contestant.name}-${round}`;
    const died = gateway.when('died', name);
    const { endedAt, ending } = await readStream(
      asker.order({ name, chunks: 100, pace: 200, diesAfter: 20 }),
    );
    times.push(endedAt - (await died));
    endings.add(ending);
  }
  return { endings: [...endings], times };
}

/** Milliseconds to one JSON answer. Ours has none: its replies are streams. */
export async function measureJson(
  contestant: Contestant,
  rounds: number,
): Promise<number[] | undefined> {
  const asker = await contestant.arrive();
  if (!asker.whole) return undefined;
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await postJson(asker.whole({ name: `json-${round}`, chunks: 50, pace: 0 }), agent));
  }
  agent.destroy();
  return times;
}

function postJson(
  { url, headers, body }: ReturnType<NonNullable<Asker['whole']>>,
  agent: Agent,
): Promise<number> {
  const began = now();
  return new Promise((resolve, reject) => {
    const json = { ...headers, 'Content-Type': 'application/json' };
    const sending = request(url, { method: 'POST', agent, headers: json }, (response) => {
      response.resume().on('end', () => resolve(now() - began));
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
    });
    sending.on('error', reject).end(JSON.stringify(body));
  });
}
