import type { Response } from 'express';

/** A signal that fires when the client goes away before its answer is complete. */
export function whenLeft(response: Response): AbortSignal {
  const controller = new AbortController();
  // The response's own `close`: the request's fires as soon as its body was read.
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  if (response.destroyed) controller.abort();
  return controller.signal;
}
