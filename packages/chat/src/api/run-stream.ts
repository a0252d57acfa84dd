import type { RunEvent, RunEventName } from '@nexevo/protocol';
import { delay } from '../delay.ts';
import { ChatError, toChatError } from './errors.ts';
import { readEventStream, silenceLimit, within } from './event-stream.ts';
import type { ServerSentEvent } from './event-stream-decoder.ts';

/** Where a reader stands in the log of a run. */
export interface RunPosition {
  runId: string;
  /** Absent: from the start, or a snapshot. */
  lastEventId?: number;
}

/** What a reader of a run sees: its events, and `lost` each time the connection breaks. */
export type RunStreamEvent = RunEvent | { event: 'lost'; error?: ChatError | undefined };

export interface RunStreamOptions {
  /** Begins the run, and is tried again until it reaches the proxy. Not called when `position` is given. */
  start(signal: AbortSignal): Promise<Response>;
  /** Joins it again after a break. */
  resume(position: RunPosition, signal: AbortSignal): Promise<Response>;
  position?: RunPosition;
  signal: AbortSignal;
  /** Milliseconds before attempt n, from 0. @default exponential from 0.4 s to 12 s, with jitter */
  backoff?: (attempt: number) => number;
  /** @default 40,000 */
  silence?: number;
}

const names = new Set<string>([
  'accepted',
  'queued',
  'reasoning',
  'delta',
  'snapshot',
  'done',
  'incomplete',
  'error',
] satisfies RunEventName[]);

/**
 * Follows one run to its final event, across lost connections: all events that have come at a time.
 * Throws a `ChatError` when it may not begin, or cannot be joined again.
 */
export async function* readRun(options: RunStreamOptions): AsyncGenerator<RunStreamEvent[]> {
  const { signal, backoff = standardBackoff } = options;
  let position = options.position;
  let attempt = 0;
  for (;;) {
    let error: ChatError | undefined;
    try {
      const response = await open(options, position);
      for await (const frames of readEventStream(response, options)) {
        const events = frames.flatMap(parse);
        if (frames[0]) attempt = 0;
        const end = events.findIndex(isFinal) + 1;
        for (const event of events) position = positionAfter(position, event);
        yield end ? events.slice(0, end) : events;
        if (end) return;
      }
      if (!position) throw new ChatError('network', 'The chat server said nothing.');
    } catch (cause) {
      signal.throwIfAborted();
      error = toChatError(cause);
      if (position ? !error.transient : !error.isUnreached) throw error;
    }
    yield [{ event: 'lost', error }];
    await rest(backoff(attempt++), signal, error);
  }
}

/** A request that gets no answer for as long as a stream may be silent is given up, too. */
async function open(
  { start, resume, signal, silence = silenceLimit }: RunStreamOptions,
  position: RunPosition | undefined,
): Promise<Response> {
  const late = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  try {
    return await within(silence, position ? resume(position, either) : start(either));
  } catch (error) {
    late.abort();
    throw error;
  }
}

/** Waits before the next attempt, as long as the error asks for, but not longer than until the network is back. */
export async function rest(
  milliseconds: number,
  signal: AbortSignal,
  { retryAfter = 0 }: { retryAfter?: number | undefined } = {},
): Promise<void> {
  const online = new AbortController();
  const either = AbortSignal.any([signal, online.signal]);
  globalThis.addEventListener?.('online', () => online.abort(), { signal: either });
  const time = Math.max(milliseconds, retryAfter * 1000);
  await delay(time, { signal: either }).catch((error) => {
    signal.throwIfAborted();
    if (!online.signal.aborted) throw error;
  });
  online.abort();
}

function positionAfter(position: RunPosition | undefined, event: RunEvent) {
  const now = event.event === 'accepted' ? { runId: event.data.run_id } : position;
  return now && event.id !== undefined ? { ...now, lastEventId: event.id } : now;
}

function parse({ event, id, data }: ServerSentEvent): RunEvent[] {
  if (!names.has(event)) return [];
  try {
    const parsed = { event, data: JSON.parse(data), ...(id && { id: Number(id) }) };
    return [parsed as RunEvent];
  } catch (cause) {
    throw new ChatError('network', `The event "${event}" was garbled.`, { cause });
  }
}

function isFinal({ event }: RunEvent): boolean {
  return event === 'done' || event === 'incomplete' || event === 'error';
}

export function standardBackoff(attempt: number): number {
  return Math.min(12_000, 400 * 2 ** attempt) * (0.75 + Math.random() / 2);
}
