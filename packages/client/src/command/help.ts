import { readFileSync } from 'node:fs';
import type { Action, ActionOption, Noun } from './action.ts';
import { commands, isNoun } from './commands.ts';

/** Options of every command. */
export const commonOptions: Record<string, ActionOption> = {
  json: { summary: 'JSON for scripts, errors too' },
  url: {
    value: 'URL',
    summary: 'the gateway (NEXEVO_UPSTREAM_URL, else https://api.nexevo.ai/v1)',
  },
  timeout: { value: 'SECONDS', summary: 'how long a call may take (30)' },
  help: { summary: 'this page, or that of a command' },
};

const environment = `The key comes from NEXEVO_API_KEY, or is typed, unseen. It is never an argument: those stay in the shell's history and
show in the list of processes. NEXEVO_ACCESS_TOKEN, of "nexevo auth login", stands in for it.

Exit codes: 0 done, 1 refused or failed, 2 wrong command line, 130 interrupted.
`;

/** `nexevo --help` */
export function overview(): string {
  const rows = Object.entries(commands).map(([name, command]): [string, string] => [
    isNoun(command) ? `${name} …` : usage(name, command),
    command.summary,
  ]);
  return `nexevo: the Nexevo gateway from a terminal

${list(rows, 'nexevo ')}
"nexevo keys --help" lists what there is for keys, and so on.

Options:
${optionList(commonOptions)}
${environment}`;
}

/** `nexevo --version` */
export function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return `${JSON.parse(manifest).version}\n`;
}

/** `nexevo keys --help` */
export function nounHelp(name: string, noun: Noun): string {
  const rows = Object.entries(noun.actions).map(
    ([action, { summary, ...rest }]): [string, string] => [usage(action, rest), summary],
  );
  return `nexevo ${name}: ${noun.summary}

${list(rows, `nexevo ${name} `)}
"nexevo ${name} ${Object.keys(noun.actions)[0]} --help" has the options of one, and so on.
`;
}

/** `nexevo keys create --help` */
export function actionHelp(name: string, action: Action): string {
  const { summary, options = {}, details } = action;
  return `nexevo ${usage(name, action)}: ${summary}

Options:
${optionList({ ...options, ...commonOptions })}${details ? `\n${details}\n` : ''}`;
}

/** `keys create <name>` */
export function usage(name: string, { takes = [] }: Pick<Action, 'takes'>): string {
  const parts = takes.map((one) => (one.endsWith('?') ? `[${one.slice(0, -1)}]` : `<${one}>`));
  return [name, ...parts].join(' ');
}

function optionList(options: Record<string, ActionOption>): string {
  return list(
    Object.entries(options).map(([name, { value, summary }]) => [
      `--${name}${value ? ` ${value}` : ''}`,
      summary,
    ]),
  );
}

function list(rows: [string, string][], prefix = ''): string {
  const widest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, summary]) => `  ${prefix}${name.padEnd(widest)}  ${summary}\n`).join('');
}
