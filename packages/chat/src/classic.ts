import { BubbleMemory } from './bubble-memory.ts';
import { ClosedBubble } from './classic/closed-bubble.ts';
import { type ChatOptions, createChat } from './classic/create-chat.ts';
import { type Chat, drawn, takeCalls } from './classic/early-calls.ts';
import { findScript, isOwn } from './classic/find-script.ts';
import { optionsOf } from './classic/script-options.ts';
import { resolveEndpoint } from './endpoint.ts';

/**
 * What a page's script tag runs: it puts the chat where the tag asks for it, and fetches it when it is needed.
 * The build sets the hashed chunk beside this script, and the launcher's name by language.
 */
declare const NEXEVO_CHUNK: string;
declare const NEXEVO_LABELS: Record<string, string>;

interface NexevoChatGlobal {
  /** Where the script came from; elements without an `endpoint` ask here. */
  readonly endpoint: string | undefined;
  /** Creates a chat; in `target`, else at the end of the page. */
  init(options?: ChatOptions): HTMLElement;
  /** Removes what the script and `init` have created. */
  destroy(): void;
}

const page = globalThis as typeof globalThis & { NexevoChat?: NexevoChatGlobal };
const script = findScript();
const options = script && optionsOf(script);
// Combined with others into one file it does not know where it came from, and has to be told.
const told = options?.attributes.endpoint;
const source = script && isOwn(script) ? script.src : told?.replace(/\/*$/, '/');
const endpoint = source && new URL('.', new URL(source, document.baseURI)).href;
const tag = 'nexevo-chat';
const created = new Set<HTMLElement>();
let loading: Promise<unknown> | undefined;

function init(given: ChatOptions = {}): HTMLElement {
  const element = createChat({ endpoint, ...given });
  created.add(element);
  const memory = new BubbleMemory(resolveEndpoint(element.getAttribute('endpoint') ?? ''));
  const asked = given.open === true || element.hasAttribute('open');
  const closed = element.getAttribute('mode') === 'bubble' && !memory.opens(asked);
  // A bubble that nobody has opened costs a page its launcher, and no more.
  const early = !customElements.get(tag);
  if (closed && early) new ClosedBubble(element, { labels: NEXEVO_LABELS, load, memory });
  else {
    const chat = element as Chat;
    const there = customElements.whenDefined(tag).then(() => drawn(chat));
    // Where it cannot be had, a page that waits for a call would wait for ever.
    const ready = () =>
      load().then(
        () => there,
        () => undefined,
      );
    if (early) void there.then(takeCalls(chat, { ready, memory }));
    void ready();
  }
  return element;
}

function load(): Promise<unknown> {
  if (!endpoint) return Promise.resolve();
  const address = new URL(NEXEVO_CHUNK, endpoint).href;
  loading ??= importFetched(address).catch((error) => {
    // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
    console.error(`Nexevo Chat could not be loaded from ${endpoint}`, error);
    loading = undefined;
    throw error;
  });
  return loading;
}

/** A browser never asks again for a module that could not be fetched: it becomes one when it is there. */
async function importFetched(address: string): Promise<unknown> {
  const response = await fetch(address);
  await response.blob();
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return import(/* @vite-ignore */ address);
}

// A page that loads the script twice keeps the first one's global; an element of that name is none.
if (typeof page.NexevoChat?.init !== 'function') {
  page.NexevoChat = {
    endpoint,
    init,
    destroy() {
      for (const element of created) element.remove();
      created.clear();
    },
  };
}

if (options) {
  // A script in the head has no place of its own on the page.
  const place = script?.isConnected && script.closest('body') ? script : undefined;
  const start = () => init({ ...options.attributes, ...(place && { after: place }) });
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });
} else {
  // It only registers the tags.
  load().catch(() => undefined);
}
