import type { Request, Response } from 'express';
import type { Place } from '../upstream/queue/fair-line.ts';
import { addressOf } from './address.ts';
import { visitorOf } from './require-visitor.ts';

/** Who asks, as far as sharing goes, and in which request. */
export interface Caller extends Place {
  visitor: string;
  address: string;
  requestId: string | undefined;
}

/** An identified visitor counts for themselves; anybody can be many anonymous ones, so those share their address's turn. */
export function callerOf(request: Request, response: Response): Caller {
  const { key, kind } = visitorOf(response);
  const address = addressOf(request);
  const group = kind === 'identified' ? key : address;
  return { visitor: key, address, member: key, group, requestId: response.get('X-Request-Id') };
}
