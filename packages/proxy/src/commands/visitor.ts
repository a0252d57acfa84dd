import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ProxyOptionError } from '../errors.ts';
import { eraseVisitor } from '../identity/erase-visitor.ts';
import { identifiedKey } from '../identity/visitor-key.ts';
import { defaultDataPath } from '../options.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { exportVisitor } from '../visitor-export.ts';

const usage = 'nexevo-proxy visitor export|delete <visitor> | --subject <id> [--issuer <iss>]';

/**
 * `nexevo-proxy visitor export|delete`: works on the data file, whether the proxy runs or not. A proxy that runs
 * notices by itself: it stops the visitor's replies within a second and deletes the gateway's copies at its next sweep.
 */
export async function visitorCommand(
  args: string[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { subject: { type: 'string' }, issuer: { type: 'string' } },
  });
  const [action, name, ...more] = positionals;
  const visitor = values.subject ? identifiedKey(values.subject, values.issuer) : name;
  const isClear = more.length === 0 && (name === undefined) === (values.subject !== undefined);
  if (!visitor || !isClear || !/^(anon|id):/.test(visitor)) {
    throw new ProxyOptionError(
      'visitor',
      `Name one visitor: ${usage}. A name begins with "anon:" or "id:".`,
    );
  }
  if (action !== 'export' && action !== 'delete') {
    throw new ProxyOptionError('visitor', `Say what to do: ${usage}.`);
  }
  const store = openStore(environment.NEXEVO_DATA?.trim() || defaultDataPath);
  try {
    if (action === 'export') await writeExport(store, visitor);
    else await erase(store, visitor);
  } finally {
    await store.close();
  }
}

/** A mistyped path must not become a new, empty file that has nothing on anybody. */
function openStore(path: string): SqliteStore {
  if (existsSync(path)) return new SqliteStore(path);
  throw new ProxyOptionError('dataPath', `There is no data file "${path}": set NEXEVO_DATA.`);
}

/** @throws {ProxyOptionError} when nothing is held on that name, which may be mistyped */
async function writeExport(store: SqliteStore, visitor: string): Promise<void> {
  const held = [store.listOwnedIds(visitor), store.listTokenDays(visitor)];
  if ((await Promise.all(held)).every(({ length }) => length === 0)) {
    throw new ProxyOptionError('visitor', `Nothing is held on ${visitor}: is it the right name?`);
  }
  for await (const piece of exportVisitor(store, visitor)) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

async function erase(store: SqliteStore, visitor: string): Promise<void> {
  const { length } = await eraseVisitor(store, visitor);
  const what = length === 1 ? '1 conversation' : `${length} conversations`;
  process.stdout.write(
    `Erased ${what} of ${visitor} and ended the sessions. The proxy deletes the gateway's copies while it runs.\n`,
  );
}
