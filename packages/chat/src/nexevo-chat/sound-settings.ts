import type { WidgetConfig } from '@nexevo/protocol';
import type { GetIdentityToken } from '../connection.ts';
import type { Prompt } from './welcome.ts';

type Tags = WidgetConfig['feedback_tags'];

/** Tells the page's author, who sees no error of a type: what is left out, the chat goes on without. */
export function leaveOut(name: string): undefined {
  // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
  console.error(`<nexevo-chat>: "${name}" is of another type, and left out.`);
}

/** What can be taken of `prompts`; a text alone is shown and sent as it is. */
export function soundPrompts(given: unknown): readonly Prompt[] {
  const all = [given ?? []].flat() as (Prompt | string | null)[];
  const sound = all
    .map((one) => (typeof one === 'string' ? { label: one, prompt: one } : one))
    .filter((one): one is Prompt => !!(one?.label && one.prompt?.trim));
  if (sound.length < all.length) leaveOut('prompts');
  return sound;
}

/** `feedbackTags`, if all of them can be shown. */
export function soundTags(given: Tags | undefined): Tags | undefined {
  const isList = (list: readonly string[]) => list?.every?.((tag) => tag?.trim);
  return !given || Object.values(given).every(isList) ? given : leaveOut('feedbackTags');
}

/** `getIdentityToken`, if it can be called. */
export function soundIdentity(given: GetIdentityToken | undefined): GetIdentityToken | undefined {
  return !given || typeof given === 'function' ? given : leaveOut('getIdentityToken');
}
