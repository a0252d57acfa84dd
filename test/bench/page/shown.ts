const farthest = 20_000;

/** Looks for the sentence from one end of the page, through shadow roots, and says why a visitor would not see it. */
export function whyNotShown(sentence: string, from: 'start' | 'end'): string {
  const backwards = from === 'end';
  let text = '';
  for (const node of textNodes(document.body, backwards)) {
    text = backwards ? node.data + text : text + node.data;
    if (text.replace(/\s+/g, ' ').includes(sentence)) return isOnScreen(node);
    if (text.length > farthest) break;
  }
  return `not on the page: “${sentence}”`;
}

function isOnScreen(node: Text): string {
  if (!node.parentElement?.checkVisibility({ opacityProperty: true })) return 'hidden';
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()];
  // With half a pixel of mercy for rounded scroll positions.
  if (rects.some(({ top, bottom }) => bottom > 0 && top < innerHeight - 0.5)) return '';
  return `outside the view of ${innerHeight} px, at ${rects.at(-1)?.bottom}`;
}

function* textNodes(node: Node, backwards: boolean): Generator<Text> {
  if (node instanceof Text) yield node;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
  const children = [...((node instanceof Element && node.shadowRoot) || node).childNodes];
  for (const child of backwards ? children.reverse() : children) yield* textNodes(child, backwards);
}
