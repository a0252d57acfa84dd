import { OptionsError } from '../errors.ts';

/** What can go wrong on request; the README says what each does. */
export const faultNames = [
  'unauthorized',
  'insufficient-balance',
  'quota',
  'rate-limit',
  'rate-limit-epoch',
  'server-error',
  'bad-gateway',
  'garbage',
  'empty-answer',
  'cut-answer',
  'garbage-stream',
  'cut-stream',
  'no-done',
  'slow',
  'down',
] as const;

export type FaultName = (typeof faultNames)[number];

export interface FaultOptions {
  /** How many matching requests it meets before it is over. @default Infinity */
  times?: number;
  /** Only requests whose path after `/v1` starts so, e.g. `/feedback`. @default chat for the faults of streams, else all */
  path?: string;
  /** `cut-stream`, `no-done`, `slow`: chunks of text that still arrive. @default 3, for `slow` 0 */
  afterChunks?: number;
  /** `slow`: milliseconds of silence. @default 30000 */
  delay?: number;
  /** `rate-limit`, `rate-limit-epoch`: what `X-RateLimit-Reset` says, seconds from now. @default 2 */
  resetSeconds?: number;
}

export type Fault = Required<Omit<FaultOptions, 'times'>> & { name: FaultName };

const streamFaults: readonly FaultName[] = ['garbage-stream', 'cut-stream', 'no-done'];

/** The fault that is set, if any. One at a time. */
export class Faults {
  #fault: Fault | null = null;
  #left = 0;

  /** Sets the fault that requests from now on meet; `null` ends it. @throws {OptionsError} for a name it does not know */
  set(name: FaultName | null, { times = Number.POSITIVE_INFINITY, ...options }: FaultOptions = {}) {
    this.#fault = name === null ? null : describeFault(name, options);
    this.#left = times;
  }

  /** The fault a request to `path` meets, counted as met. */
  take(path: string): Fault | undefined {
    if (!this.#fault || this.#left < 1 || !path.startsWith(this.#fault.path)) return undefined;
    this.#left -= 1;
    return this.#fault;
  }
}

/** A fault with its defaults. @throws {OptionsError} for a name there is none of */
export function describeFault(name: string, options: Omit<FaultOptions, 'times'> = {}): Fault {
  if (!isFaultName(name))
    throw new OptionsError('fault', `must be one of ${faultNames.join(', ')}`);
  return {
    name,
    path: streamFaults.includes(name) ? '/chat/completions' : '/',
    afterChunks: name === 'slow' ? 0 : 3,
    delay: 30_000,
    resetSeconds: 2,
    ...options,
  };
}

function isFaultName(name: string): name is FaultName {
  return (faultNames as readonly string[]).includes(name);
}
