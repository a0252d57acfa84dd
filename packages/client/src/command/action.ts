import type { Task } from './task.ts';

/** One thing the command does, e.g. `nexevo keys create <name>`. */
export interface Action {
  /** One line in the list of commands. */
  summary: string;
  /** Positional arguments, in order; one that ends in `?` may be left out. */
  takes?: string[];
  options?: Record<string, ActionOption>;
  /** What else its own help page says. */
  details?: string;
  /** Goes without a key. */
  open?: true;
  run(task: Task): Promise<Result>;
}

export interface ActionOption {
  summary: string;
  /** What stands for its value in the help; without one it is a switch. */
  value?: string;
  /** May be given several times. */
  many?: true;
}

/** What was found or done: for scripts, and for people. */
export interface Result {
  json: unknown;
  text: string;
}

/** A system of the gateway, e.g. `keys`. */
export interface Noun {
  summary: string;
  actions: Record<string, Action>;
}
