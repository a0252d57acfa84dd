import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SettingError } from './errors.ts';

export interface Settings {
  /** 0 takes a free one. @default 3000 */
  port: number;
  /** Listen on this address only. Default: the loopback addresses. */
  host?: string;
  /** Where secrets and conversations are kept. @default '.data' in the repository */
  dataFolder: string;
  /** The real gateway in place of the local one. */
  gateway?: { apiKey: string; url?: string };
  /** An OpenAI-compatible server that answers in place of the local assistant. */
  llm?: { url: string; model?: string; apiKey?: string };
  /** Names that the site is asked by, beside `localhost` and addresses in digits. @default [] */
  hosts: string[];
  /** Other origins whose pages may use this chat. @default [] */
  origins: string[];
}

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Reads the environment; an empty variable is the same as none. @throws {SettingError} */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const host = read('HOST');
  const apiKey = read('NEXEVO_API_KEY');
  const url = read('NEXEVO_UPSTREAM_URL');
  const llm = read('NEXEVO_LLM');
  const llmModel = read('NEXEVO_LLM_MODEL');
  const llmKey = read('NEXEVO_LOCAL_LLM_KEY');
  return {
    port: readPort(read('PORT') ?? '3000'),
    ...(host && { host }),
    dataFolder: path.resolve(repository, read('NEXEVO_DATA_FOLDER') ?? '.data'),
    ...(apiKey && { gateway: { apiKey, ...(url && { url }) } }),
    ...(llm && {
      llm: { url: llm, ...(llmModel && { model: llmModel }), ...(llmKey && { apiKey: llmKey }) },
    }),
    hosts: [...list(read('NEXEVO_HOSTS')), ...(host && isIP(host) === 0 ? [host] : [])],
    origins: list(read('NEXEVO_ORIGINS')),
  };
}

function list(text = ''): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new SettingError(`PORT is "${text}": use a number from 0 to 65535, or none for 3000.`);
}
