import { randomUUID } from 'node:crypto';

/** An id nobody can guess, with its kind in front: `conv_…`, `msg_…`, `run_…`. */
export function newId(kind: 'conv' | 'msg' | 'run'): string {
  return `${kind}_${randomUUID()}`;
}
