/** What is worth a colour in the snippets: comments, strings, tags, and the values one just chose. */
const tokens =
  /(?<comment>^(?:#|\/\/).*$)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<tag><\/?[a-z][\w-]*|(?<=["a-z-])>|^>)|(?<chosen>#[\da-f]{6}\b|\b\d+px\b)|(?<name>--nexevo-[a-z-]+|\bNEXEVO_[A-Z_]+|\b(?:import|const)\b)/gim;

/** Text as nodes, with `<span class="token-…">` around what has a colour. */
export function highlight(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    const span = document.createElement('span');
    span.className = `token-${kind}`;
    span.textContent = match[0];
    fragment.append(text.slice(end, match.index), span);
    end = match.index + match[0].length;
  }
  fragment.append(text.slice(end));
  return fragment;
}
