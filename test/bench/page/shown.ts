const farthest = 20_000;

/** Looks for the sentence from one end of the page, through shadow roots, and says why a visitor would not see it. */
export function whyNotShown(sentence: string, from: 'start' | 'end'): string {
  const backwards = from === 'end';
  let why = `not on the page: “${sentence}”`;
  let text = '';
  for (const node of textNodes(document.body, backwards)) {
    text = backwards ? node.data + text : text + node.data;
    if (text.replace(/\s+/g, ' ').includes(sentence)) {
      why = whyOffScreen(node);
      if (!why) return '';
      // What is said to screen readers stands somewhere else once more.
      text = '';
    }
    if (text.length > farthest) break;
  }
  return why;
}

function whyOffScreen(node: Text): string {
  if (!node.parentElement?.checkVisibility({ opacityProperty: true })) return 'hidden';
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()];
  // With half a pixel of mercy for rounded scroll positions.
  const within = rects.filter(({ top, bottom }) => bottom > 0 && top < innerHeight - 0.5);
  if (within.some((rect) => isHit(node, rect))) return '';
  if (within.length > 0) return `cut off, or under something else, at ${within.at(-1)!.bottom}`;
  return `outside the view of ${innerHeight} px, at ${rects.at(-1)?.bottom}`;
}

/** Whether what a pointer meets there is the text: something may cut it off or lie over it. */
function isHit(node: Text, { left, top, width, height }: DOMRect): boolean {
  const root = node.getRootNode() as Document | ShadowRoot;
  const y = Math.min(top + height / 2, innerHeight - 1);
  const met = root.elementFromPoint(left + width / 2, Math.max(0, y));
  return met !== null && node.parentElement!.contains(met);
}

function* textNodes(node: Node, backwards: boolean): Generator<Text> {
  if (node instanceof Text) yield node;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
  const children = [...((node instanceof Element && node.shadowRoot) || node).childNodes];
  for (const child of backwards ? children.reverse() : children) yield* textNodes(child, backwards);
}
