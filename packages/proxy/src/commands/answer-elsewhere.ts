import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { ProxyError } from '../errors.ts';
import { nameRequest } from '../middleware/answer-headers.ts';

/** What lies beside the chat's `path` in a server of its own: nothing, said in the same shape as every other refusal. */
export function answerElsewhere(path: string): Router {
  const refuse: RequestHandler = () => {
    throw new ProxyError('not_found', `There is nothing here: the chat is at ${path}.`);
  };
  const answer: ErrorRequestHandler = (error: ProxyError, _request, response, _next) => {
    response.set('Cache-Control', 'no-store').status(error.status);
    response.json({ error: error.toBody(response.get('X-Request-Id')) });
  };
  return Router().use(nameRequest, refuse, answer);
}
