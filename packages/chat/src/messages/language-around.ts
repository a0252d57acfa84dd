/** What the nearest `lang` around an element says, else the visitor's browser. */
export function languageAround(element: Element): string {
  const lang = element.closest<HTMLElement>('[lang]')?.lang;
  if (lang) return lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : navigator.language;
}
