import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { RunEvent } from '@nexevo/protocol';
import type { Response } from 'express';
import { textBeat } from './text-beat.ts';

const pingEveryMs = 15_000;
/** A reader that takes not a byte for so long costs memory for nothing; one that is only slow may be as slow as it is. */
const stuckMs = 120_000;
/** Without a reason of its own, every abort makes an error with its stack. */
const left = 'the reader has gone';

/**
 * Sends a run's events as server-sent events until they end or the reader goes.
 * `open` gets a signal that aborts when the reader has gone. A slow reader is waited for; it holds up nobody else.
 */
export async function sendEvents(
  response: Response,
  open: (signal: AbortSignal) => AsyncIterable<RunEvent[]>,
  { patienceMs = stuckMs }: { patienceMs?: number } = {},
): Promise<void> {
  // Gone while its session was checked: `close` will not come again.
  if (response.destroyed) return;
  const gone = new AbortController();
  const onClose = () => gone.abort(left);
  response.on('close', onClose);
  response.setTimeout(patienceMs, () => response.destroy());
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  // With the first events, and those with the first text where that comes in the same turn: one packet for all. Whoever
  // has to wait for them gets the headers first.
  let head: NodeJS.Immediate | undefined;
  // A real event, not a comment, so that middle boxes which cut silent responses see traffic.
  // To one that takes nothing it would only make it seem alive.
  const ping = setInterval(() => {
    if (!response.writableNeedDrain) response.write('event: ping\ndata: {}\n\n');
  }, pingEveryMs);
  try {
    await turn();
    head = setImmediate(() => response.flushHeaders());
    for await (const events of open(gone.signal)) {
      clearImmediate(head);
      if (!response.write(events.map(frame).join(''))) {
        await once(response, 'drain', { signal: gone.signal });
      }
      const { event } = events.at(-1)!;
      if (event === 'delta' || event === 'reasoning') await textBeat.next();
    }
    response.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    clearInterval(ping);
    clearImmediate(head);
    response.off('close', onClose);
    gone.abort(left);
  }
}

function frame({ event, id, data }: RunEvent): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
