import type { Request } from 'express';

/** The `:id` of the path; Express gives an array only for wildcards. */
export function pathId(request: Request): string {
  const { id } = request.params;
  return typeof id === 'string' ? id : '';
}
