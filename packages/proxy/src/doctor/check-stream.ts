import { type DoctorPing, doctorPings } from '../routes/doctor.ts';
import { reasonOf } from './ask-gateway.ts';
import { type Check, fail, ok, warn } from './check.ts';

const timeoutMs = 15_000;
const see = 'see docs/deploy.md';

/** Whether a stream arrives as it is sent, and what the proxy sees of the way to it. */
export async function checkStream(url: string, token: string): Promise<Check[]> {
  const name = 'streaming';
  try {
    const response = await fetch(`${url}/doctor/events`, {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip, br' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 401) {
      const fix = 'run the doctor with the environment of the proxy';
      return [fail(name, 'the proxy there has another session secret', fix)];
    }
    if (!response.ok || !response.body) {
      return [fail(name, `it answers ${response.status}`, `look at what stands in front; ${see}`)];
    }
    const { arrivals, text } = await read(response.body);
    const encoding = response.headers.get('content-encoding');
    return [checkArrivals(name, arrivals, encoding), ...checkWay(url, text)];
  } catch (error) {
    return [fail(name, reasonOf(error), `look at what stands in front; ${see}`)];
  }
}

async function read(body: ReadableStream<Uint8Array>) {
  const arrivals: number[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) {
    arrivals.push(performance.now());
    text += decoder.decode(piece, { stream: true });
  }
  return { arrivals, text };
}

function checkArrivals(name: string, arrivals: number[], encoding: string | null): Check {
  const { count, everyMs } = doctorPings;
  const spread = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  if (spread < ((count - 1) * everyMs) / 2) {
    const fix = `switch buffering off for the proxy's path (nginx: proxy_buffering off); ${see}`;
    return fail(name, 'something on the way holds replies back until they are over', fix);
  }
  if (encoding && encoding !== 'identity') {
    return warn(
      name,
      `something on the way compresses it (${encoding})`,
      'exclude text/event-stream',
    );
  }
  return ok(name, 'words arrive as they are written');
}

function checkWay(url: string, text: string): Check[] {
  const data = /^data: (.*)$/m.exec(text)?.[1];
  if (data === undefined)
    return [fail('reverse proxy', 'the stream is not the proxy’s', `check --url; ${see}`)];
  const { host, untrusted } = JSON.parse(data) as DoctorPing;
  const expected = new URL(url).host;
  const checks: Check[] = [];
  if (host !== expected) {
    const fix =
      'pass Host on (nginx: proxy_set_header Host $host), or X-Forwarded-Host to a proxy that trusts it';
    checks.push(fail('host', `the proxy is asked for as "${host}" instead of "${expected}"`, fix));
  }
  if (untrusted) {
    const fix = 'set NEXEVO_TRUST_PROXY to the number of reverse proxies';
    checks.push(fail('visitors’ addresses', 'all visitors share one limit', fix));
  }
  return checks.length > 0 ? checks : [ok('reverse proxy', 'host and addresses come through')];
}
