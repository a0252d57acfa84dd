/** The attributes of `<nexevo-chat>` that a tag may give as `data-…`. */
const names = [
  'endpoint',
  'mode',
  'open',
  'proactive',
  'proactive-delay',
  'conversation-id',
  'locale',
  'theme',
  'heading',
  'greeting',
  'placeholder',
  'disclaimer',
  'privacy-url',
  'hide-history',
];

/** What the tag asks for; `undefined` when it only loads. Other tools' `data-` attributes mean nothing here. */
export function optionsOf(
  script: HTMLScriptElement,
): { attributes: Record<string, string> } | undefined {
  const given = names.flatMap((name) => {
    const value = script.getAttribute(`data-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  return given.length > 0 ? { attributes: Object.fromEntries(given) } : undefined;
}
