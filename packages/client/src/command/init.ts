import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { InvalidResponseError } from '../errors/index.ts';
import type { CreatedKey } from '../keys.ts';
import type { Action, Result } from './action.ts';
import { EnvFile } from './env-file.ts';
import { makeKey, sayHowToLook } from './make-key.ts';
import { printable } from './printable.ts';
import { readSite, type Site } from './site.ts';
import { money } from './table.ts';
import type { Task } from './task.ts';
import { UsageError } from './usage-error.ts';

const details = `It asks for what is not given. The webhook is told when the key nears its cap.
An .env that is already there keeps its other lines; a key, origin, gateway or webhook secret in it is replaced only
with --force, or removed where there is no new one; a session secret never: that would end all visitors' sessions.`;

/** What it writes over what is there, when told to. */
const replaced = [
  'NEXEVO_API_KEY',
  'NEXEVO_ORIGINS',
  'NEXEVO_UPSTREAM_URL',
  'NEXEVO_WEBHOOK_SECRET',
];

/** Of the answer only `full_key` is certain. */
type Created = Pick<CreatedKey, 'full_key'> & { key?: CreatedKey['key'] | null };

/** `nexevo init` */
export const init: Action = {
  summary: 'a capped key for a site, its .env and its script tag',
  options: {
    site: { value: 'URL', summary: 'where your pages are, e.g. https://www.example.com' },
    name: { value: 'NAME', summary: 'of the key (the host of the site)' },
    cap: { value: 'USD', summary: 'most the key may spend a month, e.g. 20' },
    webhook: { value: 'URL', summary: 'an HTTPS address of yours (none)' },
    proxy: { value: 'URL', summary: 'where the proxy will be (https://chat.example.com/nexevo)' },
    'env-file': { value: 'FILE', summary: 'where the key goes (.env)' },
    force: { summary: 'replace what is already there' },
  },
  details,
  async run(task) {
    const file = new EnvFile(resolve(task.folder, task.option('env-file') ?? '.env'));
    const taken = replaced.find((name) => file.has(name));
    if (taken && !task.has('force')) {
      throw new UsageError(
        `${file.path} has a ${taken} already: say --force to replace it, or --env-file for another file`,
      );
    }
    const site = await readSite(task);
    const created: Created = await makeKey(task, site);
    try {
      const secret = site.webhook && (await setWebhook(task, created, site.webhook));
      file.write({
        NEXEVO_API_KEY: created.full_key,
        ...(!file.has('NEXEVO_SESSION_SECRET') && {
          NEXEVO_SESSION_SECRET: randomBytes(48).toString('base64url'),
        }),
        NEXEVO_ORIGINS: site.origin,
        // An old one would send the new key to the old gateway.
        NEXEVO_UPSTREAM_URL: task.baseUrl,
        NEXEVO_WEBHOOK_SECRET: secret,
      });
    } catch (error) {
      await takeBack(task, created, site.name, error);
    }
    return report(created, file.path, site);
  },
};

async function setWebhook(task: Task, { key }: Created, url: string) {
  if (!key?.key_id) {
    throw new InvalidResponseError('The gateway answered without "key_id".', {
      code: 'unexpected_shape',
    });
  }
  const answer = await task.client.keys.updateAlertWebhook(key.key_id, { url }, task.call);
  return answer.webhook_secret ?? undefined;
}

/** A key that nobody can use must not stay. @throws what went wrong before, always */
async function takeBack(task: Task, { key }: Created, name: string, why: unknown): Promise<never> {
  const id = key?.key_id;
  if (!id) {
    sayHowToLook(task, name);
    throw why;
  }
  try {
    await task.client.keys.revoke(id);
  } catch {
    task.terminal.remark(
      `The key ${printable(id)} was made and is not needed: nexevo keys revoke ${printable(id)}`,
    );
  }
  throw why;
}

function report({ key }: Created, path: string, { name, cap, proxy, webhook }: Site): Result {
  const tag = `<script src="${proxy}/nexevo-chat.js" data-mode="bubble" async></script>`;
  const text = `Made the key ${key?.key_id ? `${key.key_id} ` : ''}"${name}": at most ${money(cap)} a month${webhook ? `, told to ${webhook}` : ''}.
Wrote ${path}, which only you can read. Keep it out of version control.

Start the proxy:

  node --env-file=${path} node_modules/@nexevo/proxy/bin/nexevo-proxy.js

and put this into your pages:

  ${tag}
`;
  return { json: { key, env_file: path, script_tag: tag }, text };
}
