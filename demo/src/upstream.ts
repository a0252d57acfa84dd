import path from 'node:path';
import { createLocal, OptionsError } from '@nexevo/local';
import { SettingError } from './errors.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** Who answers the chat, and how to reach it. */
export interface Upstream {
  apiKey: string;
  url?: string;
  /** The proxy's file: a conversation's upstream id means something at one gateway only. */
  dataPath: string;
  close(): Promise<void>;
}

/** A person clicking around, and a test suite, make more than the gateway's 60 requests a minute. */
const requestsPerMinute = 600;

/** The real gateway when there is a key for it, else a local one on a free port. */
export async function startUpstream(settings: Settings, secrets: Secrets): Promise<Upstream> {
  const { gateway, llm, dataFolder } = settings;
  if (gateway) {
    const dataPath = path.join(dataFolder, 'chat-gateway.sqlite');
    return { ...gateway, dataPath, close: async () => {} };
  }
  try {
    const dataPath = path.join(dataFolder, 'local.sqlite');
    const local = createLocal({ dataPath, requestsPerMinute, ...(llm && { llm }) });
    const { url } = await local.listen(0);
    return {
      apiKey: secrets.localKey,
      url,
      dataPath: path.join(dataFolder, 'chat-local.sqlite'),
      close: () => local.close(),
    };
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    throw new SettingError(error.message.replace(/^llm\b/, 'NEXEVO_LLM'), { cause: error });
  }
}
