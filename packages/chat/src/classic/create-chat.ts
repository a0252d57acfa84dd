/** Attributes by name, properties by name, and where the chat goes. */
export interface ChatOptions {
  /** The element, or its selector, that the chat is put into. */
  target?: string | Element;
  /** The element the chat stands behind. */
  after?: Element;
  [attributeOrProperty: string]: unknown;
}

/** Strings become attributes (`privacyUrl` → `privacy-url`), everything else properties. */
export function createChat({ target, after, ...options }: ChatOptions): HTMLElement {
  const element = document.createElement('nexevo-chat');
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'string') element.setAttribute(attributeOf(name), value);
    else if (value !== undefined) Object.assign(element, { [name]: value });
  }
  const inline = (element.getAttribute('mode') ?? 'inline') === 'inline';
  if (after && inline) after.after(element);
  else placeOf(target).append(element);
  return element;
}

function placeOf(target: string | Element | undefined): Element {
  const place = typeof target === 'string' ? document.querySelector(target) : target;
  if (target && !place)
    throw new Error(`NexevoChat.init: nothing on the page matches "${target}".`);
  return place ?? document.body;
}

function attributeOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
