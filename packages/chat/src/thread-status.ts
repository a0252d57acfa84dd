import type { Thread } from './thread.ts';

/** Whether it shows this conversation, or is about to. */
export function isOf(thread: Thread, id: string): boolean {
  return (thread.id ?? thread.loadingId) === id;
}

/** Something is still to come, or still to go out. */
export function isUnfinished({ state }: Thread): boolean {
  return state.run !== undefined || state.messages.some(({ pending }) => pending);
}
