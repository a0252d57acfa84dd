import { NexevoError } from '../errors/index.ts';
import type { CreatedKey } from '../keys.ts';
import { oneLine } from './printable.ts';
import type { Task } from './task.ts';

/** A new key. Where it stays open whether there is one now, it says how to look: nobody else would revoke it. */
export async function makeKey(
  task: Task,
  { name, cap }: { name: string; cap: string | undefined },
): Promise<CreatedKey> {
  try {
    return await task.client.keys.create(
      { name, ...(cap !== undefined && { monthly_spend_cap_usd: cap }) },
      task.call,
    );
  } catch (error) {
    const isKnown = error instanceof NexevoError;
    // With --json its `ambiguous` says so.
    if (!isKnown || (error.ambiguous && !task.has('json'))) sayHowToLook(task, name);
    throw error;
  }
}

export function sayHowToLook({ terminal }: Task, name: string): void {
  terminal.remark(
    `A key "${oneLine(name)}" may have been made, which nobody has: look with "nexevo keys list", and end it with "nexevo keys revoke <id>".`,
  );
}
