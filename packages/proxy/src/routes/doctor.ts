import { setTimeout as delay } from 'node:timers/promises';
import { type RequestHandler, Router } from 'express';

/** What `GET /doctor/events` sends, and how far apart. */
export const doctorPings = { count: 4, everyMs: 250 } as const;

/** What the proxy knows of the way to it; the data of each ping. */
export interface DoctorPing {
  /** The host it was asked by, which has to be the public one. */
  host: string;
  /** Whether a reverse proxy says for whom it asks, and is not believed. */
  untrusted: boolean;
}

/**
 * `GET /doctor/events`, for operators: a second of pings like those of a reply, by which `nexevo-proxy doctor` sees
 * whether anything on the way holds a stream back. It asks nobody and stores nothing.
 */
export function doctorRoutes({ operator }: { operator: RequestHandler }): Router {
  return Router().get('/doctor/events', operator, async (request, response) => {
    const forwarded = request.get('x-forwarded-for') !== undefined;
    // Addresses tell nothing here: on one machine all of them are the same.
    const trusts = request.app.get('trust proxy fn') as (address?: string, hop?: number) => boolean;
    const untrusted = forwarded && !trusts(request.socket.remoteAddress, 0);
    const data = JSON.stringify({ host: request.host, untrusted } satisfies DoctorPing);
    response.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    for (let count = 0; count < doctorPings.count && !response.destroyed; count += 1) {
      if (count > 0) await delay(doctorPings.everyMs);
      response.write(`event: ping\ndata: ${data}\n\n`);
    }
    response.end();
  });
}
