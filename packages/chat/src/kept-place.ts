import type { LocalMemory } from './api/local-memory.ts';

const key = 'conversation';

/** The conversation a visitor comes back to: the one this tab showed last, else this browser. */
export function keptPlace(memory: LocalMemory): string | undefined {
  return memory.getHere(key) ?? memory.get(key);
}

export function keepPlace(memory: LocalMemory, id: string): void {
  memory.set(key, id);
  memory.setHere(key, id);
}

/** Nobody comes back to this one. Another tab, or another chat on the page, may have kept its own meanwhile. */
export function forgetPlace(memory: LocalMemory, id: string): void {
  if (memory.get(key) === id) memory.set(key, undefined);
  if (memory.getHere(key) === id) memory.setHere(key, '');
}
