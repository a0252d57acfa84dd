const keys = new WeakMap<Element, string>();

/**
 * Gives each item an element of its own in `parent`, in their order. It stays the item's while it has the same key, and
 * is not touched by others that come or go. Two items may have one key: they differ by their order.
 */
export function placeKeyed<Item, Tag extends keyof HTMLElementTagNameMap>(
  parent: Element,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  tag: Tag,
  show: (element: HTMLElementTagNameMap[Tag], item: Item, index: number) => void,
): void {
  const before = [...parent.children];
  const elements = items.map((item, index) => {
    const key = keyOf(item);
    const at = before.findIndex((one) => keys.get(one) === key);
    const element = (before.splice(at, at < 0 ? 0 : 1)[0] ??
      document.createElement(tag)) as HTMLElementTagNameMap[Tag];
    keys.set(element, key);
    show(element, item, index);
    return element;
  });
  for (const element of before) element.remove();
  for (const [index, element] of elements.entries()) {
    const there = parent.children[index];
    if (there !== element) parent.insertBefore(element, there ?? null);
  }
}
