import { parseArgs } from 'node:util';
import type { Action, ActionOption } from './action.ts';
import { commands, isNoun } from './commands.ts';
import { actionHelp, commonOptions, nounHelp, overview, usage, version } from './help.ts';
import { UsageError } from './usage-error.ts';

/** What a command line asks for. */
export interface CommandLine {
  action: Action;
  positionals: Record<string, string>;
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
}

/** Reads the arguments; a text is a page of help. @throws {UsageError} */
export function readCommandLine(args: string[]): CommandLine | string {
  refuseKeys(args);
  const isHelp = args.some((one) => one === '--help' || one === '-h');
  const [first, others] = takeWord(args);
  if (first === undefined) {
    if (args.includes('--version')) return version();
    if (isHelp || args.length === 0) return overview();
    throw new UsageError('say what to do: "nexevo --help" lists what there is');
  }
  if (first === 'help') return readCommandLine([...others, '--help']);
  const command = lookUp(commands, first, 'nexevo');
  if (!isNoun(command)) {
    return isHelp ? actionHelp(first, command) : fill(first, command, others);
  }
  const [second, rest] = takeWord(others);
  if (second === undefined || second === 'help') {
    if (isHelp || second) return nounHelp(first, command);
    throw new UsageError(
      `say what to do with ${first}: ${Object.keys(command.actions).join(', ')}`,
    );
  }
  const action = lookUp(command.actions, second, `nexevo ${first}`);
  const name = `${first} ${second}`;
  return isHelp ? actionHelp(name, action) : fill(name, action, rest);
}

/** A key on the command line is known to other users of the machine by now. */
function refuseKeys(args: string[]): void {
  const isKey = (arg: string) => /sk-xc-\w/.test(arg) || /^--?(api-?)?key(=|$)/i.test(arg);
  if (!args.some(isKey)) return;
  throw new UsageError(
    "a key is never an argument, which stays in the shell's history and shows in the list of processes: set NEXEVO_API_KEY, or type it when asked. If this one is in use, revoke it",
  );
}

/** The first word that is no option, wherever the options that every command has stand; and the rest. */
function takeWord(args: string[]): [word: string | undefined, rest: string[]] {
  const { tokens } = parseArgs({
    args,
    options: specs(commonOptions),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const at = tokens.find(({ kind }) => kind === 'positional')?.index;
  return at === undefined ? [undefined, args] : [args[at], args.toSpliced(at, 1)];
}

function fill(name: string, action: Action, args: string[]): CommandLine {
  const { values, positionals } = parseStrictly(args, { ...action.options, ...commonOptions });
  const takes = action.takes ?? [];
  const missing = takes.slice(positionals.length).find((one) => !one.endsWith('?'));
  if (missing) throw new UsageError(`<${missing}> is missing: nexevo ${usage(name, action)}`);
  if (positionals.length > takes.length) {
    const extra = positionals[takes.length];
    throw new UsageError(`"${extra}" is one too many: nexevo ${usage(name, action)}`);
  }
  const named = positionals.map((value, at) => [takes[at]?.replace('?', ''), value]);
  return { action, positionals: Object.fromEntries(named), values };
}

function parseStrictly(args: string[], options: Record<string, ActionOption>) {
  try {
    return parseArgs({ args, options: specs(options), allowPositionals: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw cause;
    throw new UsageError(message.replace(/\.$/, '').replaceAll('\n', ' '), { cause });
  }
}

function specs(options: Record<string, ActionOption>) {
  const entries = Object.entries(options).map(([name, { value, many = false }]) => {
    const type: 'string' | 'boolean' = value ? 'string' : 'boolean';
    return [name, { type, multiple: many }] as const;
  });
  return Object.fromEntries(entries);
}

function lookUp<T>(known: Record<string, T>, name: string, where: string): T {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found !== undefined) return found;
  throw new UsageError(`${where} has no "${name}", but ${Object.keys(known).join(', ')}`);
}
