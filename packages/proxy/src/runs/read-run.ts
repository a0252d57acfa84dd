import type { RunEvent } from '@nexevo/protocol';
import type { Store, StoredRun } from '../store/store.ts';
import type { RunRegistry } from './run-registry.ts';

const pollMs = 1000;

/** A run's events after `after`: from its log, or, when no log is left, from what the store kept of it. */
export async function* readRun(
  run: StoredRun,
  {
    after,
    registry,
    store,
    signal,
  }: {
    after: number;
    registry: RunRegistry;
    store: Store;
    signal: AbortSignal;
  },
): AsyncGenerator<RunEvent, void, undefined> {
  const live = registry.get(run.id);
  if (live) {
    yield* live.read(after, signal);
    return;
  }
  yield* readStored(run, store, signal);
}

/** A run of a process that is gone: its lease runs out and the sweep ends it, or it has ended long ago. */
async function* readStored(
  run: StoredRun,
  store: Store,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  let current: StoredRun | undefined = run;
  while (current?.active) {
    await waitOrAbort(pollMs, signal);
    if (signal.aborted) return;
    current = await store.getRun(run.visitor, run.id);
  }
  const kept = await store.getMessage(run.visitor, run.messageId);
  if (!kept || !current) return;
  const { message } = kept;
  const last = Math.max(current.lastEventId, 2);
  yield { event: 'snapshot', id: last - 1, data: { text: message.text, reasoning: '' } };
  if (message.status === 'complete') {
    yield { event: 'done', id: last, data: { message, finish_reason: 'stop' } };
  } else if (message.error) {
    yield { event: 'error', id: last, data: { error: message.error, message } };
  } else {
    const reason = message.reason ?? 'interrupted';
    yield { event: 'incomplete', id: last, data: { message, reason } };
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
