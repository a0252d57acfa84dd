import type { WidgetConfig } from '@nexevo/protocol';
import type { Prompt } from './welcome.ts';

type Tags = WidgetConfig['feedback_tags'];

/** Tells the page's author, who sees no error of a type: what is left out, the chat goes on without. */
function leaveOut(name: string): undefined {
  // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
  console.error(`<nexevo-chat>: "${name}" is of another type, and left out.`);
}

/** `prompts`, or what can be taken of it; a text alone is shown and sent as it is. */
export function soundPrompts(given: unknown): readonly Prompt[] {
  const isSound = (one: Prompt | null) => !!(one?.label && one.prompt?.trim);
  if (Array.isArray(given) && given.every(isSound)) return given;
  const all = [given ?? []]
    .flat()
    .map((one) => (typeof one === 'string' ? { label: one, prompt: one } : (one as Prompt)));
  const sound = all.filter(isSound);
  if (sound.length < all.length) leaveOut('prompts');
  return sound;
}

/** `feedbackTags`, if all of them can be shown. */
export function soundTags(given: Tags | undefined): Tags | undefined {
  const isList = (list: readonly string[]) => list?.every?.((tag) => tag?.trim);
  return !given || Object.values(given).every(isList) ? given : leaveOut('feedbackTags');
}
