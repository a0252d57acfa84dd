import type { RequestListener } from 'node:http';
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
  /** Answers `/checkout/…`, where a person pays; the real gateway has pages of its own. */
  payments?: RequestListener;
  close(): Promise<void>;
}

/** A person clicking around, and a test suite, make more than the gateway's 60 requests a minute. */
const requestsPerMinute = 600;

/** The real gateway when there is a key for it, else a local one on a free port, whose payment page is the site's. */
export async function startUpstream(
  settings: Settings,
  { secrets, publicUrl }: { secrets: Secrets; publicUrl: string },
): Promise<Upstream> {
  const { gateway, llm, dataFolder } = settings;
  if (gateway) {
    const dataPath = path.join(dataFolder, 'chat-gateway.sqlite');
    return { ...gateway, dataPath, close: async () => {} };
  }
  try {
    const dataPath = path.join(dataFolder, 'local.sqlite');
    const local = createLocal({ dataPath, requestsPerMinute, publicUrl, ...(llm && { llm }) });
    const { url } = await local.listen(0);
    return {
      apiKey: secrets.localKey,
      url,
      dataPath: path.join(dataFolder, 'chat-local.sqlite'),
      payments: local.app,
      close: () => local.close(),
    };
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    throw new SettingError(error.message.replace(/^llm\b/, 'NEXEVO_LLM'), { cause: error });
  }
}
