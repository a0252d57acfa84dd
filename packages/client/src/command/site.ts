import { checkAmount, checkText, checkWebhookUrl } from '../arguments.ts';
import { isLoopback } from '../loopback.ts';
import type { Task } from './task.ts';
import { UsageError } from './usage-error.ts';

/** What `nexevo init` has to know. */
export interface Site {
  /** Where its pages are. */
  origin: string;
  /** Of its key. */
  name: string;
  /** US dollars a month. */
  cap: string;
  webhook: string | undefined;
  /** Where its proxy will be, without a slash at the end. */
  proxy: string;
}

/** From the options, or asked for; all of it is checked before anything is made. */
export async function readSite(task: Task): Promise<Site> {
  const origin = readUrl(
    'site',
    await given(task, 'site', 'Where your pages are', 'http://localhost:3000'),
  ).origin;
  const name = await given(task, 'name', 'Name of the key', new URL(origin).hostname);
  const cap = await given(task, 'cap', 'Most it may spend a month, in US dollars');
  const webhook = await given(task, 'webhook', 'Webhook (https, empty for none)', '');
  const proxy = await given(
    task,
    'proxy',
    'Where the proxy will be',
    'https://chat.example.com/nexevo',
  );
  checkText(name, 'name', 100);
  checkAmount(cap, 'cap');
  const isLocal = task.baseUrl !== undefined && isLoopback(new URL(task.baseUrl).hostname);
  if (webhook) checkWebhookUrl(webhook, isLocal);
  return {
    origin,
    name,
    cap,
    webhook: webhook || undefined,
    proxy: readUrl('proxy', proxy).href.replace(/\/+$/, ''),
  };
}

/** Where nobody can be asked, the standard goes; what has none is then missing. */
async function given(
  task: Task,
  option: string,
  question: string,
  standard?: string,
): Promise<string> {
  const value = task.option(option);
  if (value !== undefined) return value;
  if (task.terminal.isInteractive) return task.terminal.ask(question, standard);
  return standard ?? task.required(option);
}

function readUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !/["'<>\s]/.test(url.href)) return url;
  throw new UsageError(`--${option} is "${text}": say an address such as https://www.example.com`);
}
