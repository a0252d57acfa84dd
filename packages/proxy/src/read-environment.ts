import { ProxyOptionError } from './errors.ts';
import type { ProxyOptions } from './options.ts';
import { readLimits } from './read-limits.ts';

/** The command's settings from environment variables. An empty variable is the same as none. */
export function readEnvironment(environment: NodeJS.ProcessEnv): {
  options: ProxyOptions;
  trustProxy: number;
} {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const upstreamUrl = read('NEXEVO_UPSTREAM_URL');
  const dataPath = read('NEXEVO_DATA');
  const model = read('NEXEVO_MODEL');
  const systemPrompt = read('NEXEVO_SYSTEM_PROMPT');
  const identitySecret = read('NEXEVO_IDENTITY_SECRET');
  const operatorToken = read('NEXEVO_OPERATOR_TOKEN');
  return {
    options: {
      apiKey: read('NEXEVO_API_KEY') ?? '',
      sessionSecret: list(read('NEXEVO_SESSION_SECRET')),
      origins: list(read('NEXEVO_ORIGINS')),
      ...readLimits(read),
      ...(upstreamUrl && { upstreamUrl }),
      ...(dataPath && { dataPath }),
      ...(model && { model }),
      ...(systemPrompt && { systemPrompt }),
      ...(identitySecret && { identity: { secret: identitySecret } }),
      ...(operatorToken && { operatorToken }),
    },
    trustProxy: readHops(read('NEXEVO_TRUST_PROXY')),
  };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function readHops(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d$/.test(text)) return Number(text);
  throw new ProxyOptionError(
    'NEXEVO_TRUST_PROXY',
    `NEXEVO_TRUST_PROXY is "${text}": say how many reverse proxies stand in front, 0 to 9.`,
  );
}
