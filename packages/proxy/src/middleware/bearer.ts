import type { Request } from 'express';

/** The token of `Authorization: Bearer …`, if there is one. */
export function bearer(request: Request): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
}
