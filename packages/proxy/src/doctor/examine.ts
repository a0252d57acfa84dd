import { NexevoClient, NexevoError } from '@nexevo/client';
import { ProxyOptionError } from '../errors.ts';
import { SessionTokens } from '../identity/session-tokens.ts';
import { identifiedKey } from '../identity/visitor-key.ts';
import { type ResolvedOptions, resolveOptions } from '../options.ts';
import { readEnvironment } from '../read-environment.ts';
import { type Check, fail, ok } from './check.ts';
import { checkData } from './check-data.ts';
import { checkGateway } from './check-gateway.ts';
import { checkPublicUrl } from './check-public-url.ts';

const standardUpstream = 'https://api.nexevo.ai/v1';

/** Everything that chat needs, looked at with the settings that the proxy itself would start with. */
export async function examine(
  environment: NodeJS.ProcessEnv,
  url: string | undefined,
): Promise<Check[]> {
  let options: ResolvedOptions;
  try {
    options = resolveOptions(readEnvironment(environment).options);
    await checkUpstreamUrl(options);
  } catch (error) {
    if (!(error instanceof ProxyOptionError || error instanceof NexevoError)) throw error;
    return [
      fail('settings', error.message.replace(/\.$/, ''), 'correct the environment and ask again'),
    ];
  }
  const { apiKey, upstreamUrl = standardUpstream, dataPath, origins } = options;
  // A session of the doctor's own, which only who has the secret can sign; it owns nothing.
  const { token } = await new SessionTokens(options.sessionSecrets).sign({
    key: identifiedKey('nexevo-doctor'),
    kind: 'identified',
    operator: true,
  });
  return [
    ok('settings', 'they can stand'),
    ...(await checkData(dataPath)),
    ...(await checkGateway({ apiKey, upstreamUrl })),
    ...(await checkPublicUrl(url, { origins, token })),
  ];
}

/** The key goes nowhere that the proxy would not send it. @throws {NexevoError} */
async function checkUpstreamUrl({ apiKey, upstreamUrl }: ResolvedOptions): Promise<void> {
  await new NexevoClient({ apiKey, ...(upstreamUrl && { baseUrl: upstreamUrl }) }).close();
}
