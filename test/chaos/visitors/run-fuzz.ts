import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { find, Visitor } from '../../../packages/proxy/test/fixture.ts';
import { GatewayProcess } from '../load/gateway-process.ts';
import { questionFor } from '../load/paced-reply.ts';
import { WatchedProcess } from '../load/watched-process.ts';
import { noLimits } from '../no-limits.ts';
import { judgeAnswer } from './judge-answer.ts';
import { hostileRequest } from './requests.ts';
import { sendRaw } from './send-raw.ts';

export interface FuzzReport {
  requests: number;
  /** How many answers had each status; `none` for a connection that was just closed. */
  statuses: Record<string, number>;
  canaryVisits: number;
  /** In use after garbage collection, once warm and at the end, in megabytes. */
  heapBefore: number;
  heapAfter: number;
  problems: string[];
}

const command = fileURLToPath(new URL('../../../packages/proxy/src/command.ts', import.meta.url));
const key = 'sk-xc-local-chaos-fuzz-0003';
const secret = 'a-session-secret-for-fuzzing-0123456789';
const operatorToken = 'an-operator-token-for-fuzzing-0123456789';
/** How long an answer may take, in milliseconds: a whole request gets one however busy the machine, half of one never. */
const limits = { whole: 30_000, torn: 700 };
const atOnce = 48;
/** Megabytes that routes, statements and JIT may still take after the warm-up. */
const growth = 24;

/** Sends hostile requests over every route, raw ones among them, to the command in a process of its own. */
export async function runFuzz(options: { seed: number; requests: number }): Promise<FuzzReport> {
  const { seed, requests: count } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nexevo-fuzz-'));
  const canary = createServer((_request, response) => response.end());
  canary.listen(0, '127.0.0.1');
  await once(canary, 'listening');
  let canaryVisits = 0;
  canary.on('connection', () => {
    canaryVisits += 1;
  });
  const canaryUrl = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  const gateway = await GatewayProcess.start();
  const proxy = await WatchedProcess.start(command, {
    args: ['--port', '0'],
    nodeArgs: ['-C', '@nexevo/source', '--expose-gc'],
    environment: {
      ...noLimits,
      NODE_ENV: '',
      NEXEVO_API_KEY: key,
      NEXEVO_SESSION_SECRET: secret,
      NEXEVO_OPERATOR_TOKEN: operatorToken,
      NEXEVO_UPSTREAM_URL: gateway.url,
      NEXEVO_DATA: path.join(folder, 'proxy.sqlite'),
      NEXEVO_TRUST_PROXY: '1',
      NEXEVO_LOG_LEVEL: 'silent',
    },
  });
  const report: FuzzReport = {
    requests: count,
    statuses: {},
    canaryVisits: 0,
    heapBefore: 0,
    heapAfter: 0,
    problems: [],
  };
  try {
    const visitor = await Visitor.arrive({ url: `${proxy.origin}/nexevo` });
    const events = await visitor.chat(questionFor({ name: 'honest', chunks: 3, pace: 0 }));
    const { conversation, message, reply, run_id: run } = find(events, 'accepted');
    const identity = {
      token: visitor.token,
      spare: (await Visitor.arrive({ url: `${proxy.origin}/nexevo` })).token,
      ids: [conversation.id, message.id, reply.id, run],
    };
    const requests = fc.sample(hostileRequest(canaryUrl, identity), { seed, numRuns: count });
    const port = Number(new URL(proxy.origin).port);
    const send = async (request: string) => {
      const isWhole = request.includes('Connection: close');
      const answer = await sendRaw(port, request, isWhole ? limits.whole : limits.torn);
      const status = answer.status ?? 'none';
      report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      const isSilent = isWhole && answer.status === undefined;
      const problem = isSilent
        ? 'is not answered'
        : judgeAnswer(answer, [key, secret, operatorToken]);
      if (problem) report.problems.push(`${JSON.stringify(request.slice(0, 300))} ${problem}`);
    };
    const warmUp = Math.ceil(count / 4);
    await inTurns(requests.slice(0, warmUp), send);
    report.heapBefore = (await proxy.usage()).heap;
    await inTurns(requests.slice(warmUp), send);
    report.heapAfter = (await proxy.usage()).heap;
    report.canaryVisits = canaryVisits;
    if (canaryVisits > 0) report.problems.push('the proxy went where a visitor pointed');
    if (report.heapAfter > report.heapBefore + growth) report.problems.push('memory grows');
    const health = await fetch(`${proxy.origin}/healthz`);
    if (!health.ok) report.problems.push(`/healthz says ${health.status}`);
    await health.body?.cancel();
    return report;
  } catch (error) {
    if (proxy.isRunning) throw error;
    report.problems.push(`the proxy is gone: ${error}`);
    return report;
  } finally {
    await proxy.close();
    gateway.close();
    canary.close();
    await rm(folder, { recursive: true });
  }
}

async function inTurns(requests: string[], send: (request: string) => Promise<void>) {
  const left = [...requests];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) await send(next);
    }),
  );
}
