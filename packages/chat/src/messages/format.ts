/** Fills `{name}` in a message. An unknown name stays as it is. */
export function format(
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** A feedback tag as words: the locale's own, else `too_verbose` → `Too verbose`. */
export function tagLabel(tag: string, known: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(known, tag)) return known[tag]!;
  const words = tag.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
