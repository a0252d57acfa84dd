import type { Counted } from './chat-strings.ts';

/**
 * Fills `{name}` in a message; the first value chooses its plural form. Numbers are written as the
 * language `tag` does. An unknown name stays as it is.
 */
export function format(
  message: Counted,
  values: Readonly<Record<string, string | number>>,
  tag: string,
): string {
  const text = typeof message === 'string' ? message : formOf(message, values, tag);
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? values[name]!.toLocaleString(tag) : whole,
  );
}

function formOf(
  forms: Exclude<Counted, string>,
  values: Readonly<Record<string, string | number>>,
  tag: string,
): string {
  const form = new Intl.PluralRules(tag).select(Number(Object.values(values)[0]));
  return forms[form] ?? forms.other;
}

/** A feedback tag as words: the locale's own, else `too_verbose` → `Too verbose`. */
export function tagLabel(tag: string, known: Readonly<Record<string, string>>): string {
  return Object.hasOwn(known, tag) ? known[tag]! : capitalize(tag.replace(/[_-]+/g, ' ').trim());
}

/** `Intl` writes “today” and “yesterday” as in the middle of a sentence. */
export function dayName(daysAgo: number, tag: string): string {
  return capitalize(new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-daysAgo, 'day'));
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
