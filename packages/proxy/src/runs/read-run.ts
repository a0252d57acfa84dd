import type { RunEvent, RunEventData, RunEventName } from '@nexevo/protocol';
import type { StartedRun, Store, StoredRun } from '../store/store.ts';
import type { RunRegistry } from './run-registry.ts';

const pollMs = 1000;

export interface ReadRunOptions {
  /** The last event the reader has; 0 for none. */
  after: number;
  /** What started the run, for a reader that has to be told its ids. */
  started?: StartedRun;
  registry: RunRegistry;
  store: Store;
  signal: AbortSignal;
}

/** A run's events after `after`: from its log, or, when no log is left, from what the store kept of it. */
export function readRun(
  run: StoredRun,
  options: ReadRunOptions,
): AsyncGenerator<RunEvent[], void, undefined> {
  const live = options.registry.get(run.id);
  return live ? live.read(options.after, options.signal) : readStored(run, options);
}

/** A run of a process that is gone: its lease runs out and the sweep ends it, or it has ended long ago. */
async function* readStored(
  run: StoredRun,
  { after, started, store, signal }: ReadRunOptions,
): AsyncGenerator<RunEvent[], void, undefined> {
  // A reader drops ids that it has passed, and a crash has lost the run's own count.
  let id = Math.max(after, run.lastEventId);
  const next = <Name extends RunEventName>(event: Name, data: RunEventData[Name]): RunEvent => {
    id += 1;
    return { event, id, data } as RunEvent;
  };
  if (started) {
    const { conversation, message, reply } = started;
    yield [next('accepted', { conversation, message, reply, run_id: run.id })];
  }
  let current: StoredRun | undefined = run;
  while (current?.active) {
    await waitOrAbort(pollMs, signal);
    if (signal.aborted) return;
    current = await store.getRun(run.visitor, run.id);
  }
  const kept = await store.getMessage(run.visitor, run.messageId);
  if (!kept) return;
  const { message, finishReason = 'stop' } = kept;
  const { text, reasoning = '', reasoning_ms, usage } = message;
  yield [
    next('snapshot', { text, reasoning, ...(reasoning_ms !== undefined && { reasoning_ms }) }),
  ];
  if (message.status === 'complete') {
    yield [next('done', { message, finish_reason: finishReason, ...(usage && { usage }) })];
  } else if (message.error) {
    yield [next('error', { error: message.error, message })];
  } else {
    yield [next('incomplete', { message, reason: message.reason ?? 'interrupted' })];
  }
}

function waitOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
