const keys = new WeakMap<Element, string>();

/**
 * Gives each item an element of its own in `parent`, in their order. It stays the item's while it has the same key, and
 * is not touched by others that come or go.
 */
export function placeKeyed<Item, Tag extends keyof HTMLElementTagNameMap>(
  parent: Element,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  tag: Tag,
  show: (element: HTMLElementTagNameMap[Tag], item: Item, index: number) => void,
): void {
  const before = new Map(
    [...parent.children].map((element) => [keys.get(element), element as never]),
  );
  const elements = items.map((item, index) => {
    const key = keyOf(item);
    const element: HTMLElementTagNameMap[Tag] = before.get(key) ?? document.createElement(tag);
    before.delete(key);
    keys.set(element, key);
    show(element, item, index);
    return element;
  });
  for (const element of before.values()) (element as Element).remove();
  for (const [index, element] of elements.entries()) {
    const there = parent.children[index];
    if (there !== element) parent.insertBefore(element, there ?? null);
  }
}
