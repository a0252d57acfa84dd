import type { Action, Noun } from './action.ts';
import { auth } from './auth.ts';
import { billing } from './billing.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { feedback } from './feedback.ts';
import { init } from './init.ts';
import { keys } from './keys.ts';
import { models } from './models.ts';
import { organizations } from './organizations.ts';

/** Everything the command does, in the order of its help. */
export const commands: Record<string, Noun | Action> = {
  init,
  conversations,
  auth,
  keys,
  billing,
  organizations,
  feedback,
  models,
  chat,
};

export function isNoun(command: Noun | Action): command is Noun {
  return 'actions' in command;
}
