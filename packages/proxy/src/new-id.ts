import { randomUUID } from 'node:crypto';

/** An id nobody can guess, with its kind in front: `conv_…`, `msg_…`, `run_…`, `hold_…`. */
export function newId(kind: 'conv' | 'msg' | 'run' | 'hold'): string {
  return `${kind}_${randomUUID()}`;
}
