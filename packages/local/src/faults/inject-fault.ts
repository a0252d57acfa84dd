import type { RequestHandler, Response } from 'express';
import type { Clock } from '../clock.ts';
import { ApiError, OptionsError } from '../errors.ts';
import { whenLeft } from '../when-left.ts';
import { describeFault, type Fault, type Faults } from './faults.ts';

type Act = (fault: Fault, response: Response, clock: Clock) => unknown;

const html = '<!doctype html><title>502</title><h1>It works!</h1>';

/** What happens at once. A fault that is not here waits in `response.locals.fault` for the reply's chunks. */
const acts: Partial<Record<Fault['name'], Act>> = {
  unauthorized() {
    throw new ApiError('invalid_api_key', 'The key was revoked. (fault "unauthorized")');
  },
  'insufficient-balance'() {
    throw new ApiError('account_suspended', 'The balance is spent. (fault "insufficient-balance")');
  },
  quota(_fault, response) {
    response.set('Retry-After', '3600');
    throw new ApiError('tenant_monthly_quota_exceeded', 'The cap is spent. (fault "quota")');
  },
  'rate-limit'({ resetSeconds }, response) {
    refuseUntil(resetSeconds, response);
  },
  'rate-limit-epoch'({ resetSeconds }, response, clock) {
    refuseUntil(Math.ceil(clock.now() / 1000) + resetSeconds, response);
  },
  'server-error'() {
    throw new ApiError('internal_error', 'Something broke. (fault "server-error")');
  },
  'bad-gateway'() {
    throw new ApiError('upstream_error', 'The model did not answer. (fault "bad-gateway")');
  },
  garbage(_fault, response) {
    response.type('html').send(html);
  },
  'empty-answer'(_fault, response) {
    response.json({});
  },
  'cut-answer'(_fault, response) {
    response.set({ 'Content-Type': 'application/json', 'Content-Length': '4096' });
    response.write('{"half": "an ans', () => response.socket?.resetAndDestroy());
  },
  'garbage-stream'(_fault, response) {
    response.set('Content-Type', 'text/event-stream; charset=utf-8');
    response.end(`data: {"choices": [{"delta"\n\ndata: ${html}\n\n: \u0000\n\nnonsense\n\n`);
  },
  down(_fault, response) {
    response.socket?.destroy();
  },
  async slow({ afterChunks, delay }, response, clock) {
    if (afterChunks === 0) await clock.sleep(delay, { signal: whenLeft(response) });
  },
};

function refuseUntil(reset: number, response: Response): never {
  response.set({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(reset) });
  throw new ApiError('rate_limit_exceeded', 'Too many requests. (a fault that was asked for)');
}

/** Makes a request fail as `faults` or its own header `X-Nexevo-Fault` asks. */
export function injectFault(faults: Faults, clock: Clock): RequestHandler {
  return async (request, response, next) => {
    const fault = named(request.get('x-nexevo-fault')) ?? faults.take(request.path);
    if (!fault) return next();
    try {
      await acts[fault.name]?.(fault, response, clock);
    } catch (error) {
      if (response.destroyed) return;
      throw error;
    }
    if (response.headersSent || response.destroyed || response.socket?.destroyed) return;
    response.locals.fault = fault;
    next();
  };
}

function named(header: string | undefined): Fault | undefined {
  if (header === undefined) return undefined;
  try {
    return describeFault(header);
  } catch (error) {
    if (error instanceof OptionsError)
      throw new ApiError('invalid_request', `X-Nexevo-Fault: ${error.message}`);
    throw error;
  }
}
