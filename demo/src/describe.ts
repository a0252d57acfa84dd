import path from 'node:path';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';

/** What a person wants to know of a site that has just started. */
export function describe(site: Site, settings: Settings): string {
  const rows = [
    ['answers', answering(settings)],
    ['data', `${path.relative(process.cwd(), settings.dataFolder) || '.'}${path.sep}`],
    ['operator', `${site.url}/operator  code ${site.operatorCode}`],
    ...(settings.host ? [['listens', `${settings.host}, not only this machine`]] : []),
  ];
  return ['', ...rows.map(([name, value]) => `  ${name!.padEnd(9)} ${value}`), ''].join('\n');
}

function answering({ gateway, llm }: Settings): string {
  if (gateway) return `the Nexevo gateway${gateway.url ? ` at ${gateway.url}` : ''}, with your key`;
  if (llm) return `${llm.url}, behind a local gateway`;
  return 'the local assistant, without an account (600 requests a minute; the gateway allows 60)';
}
