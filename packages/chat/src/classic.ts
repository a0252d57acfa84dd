import { type ChatOptions, createChat } from './classic/create-chat.ts';
import { findScript } from './classic/find-script.ts';
import { optionsOf } from './classic/script-options.ts';

/** Set by the build: the hashed chunk beside this script. */
declare const NEXEVO_CHUNK: string;

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
const source = script?.src || options?.attributes.endpoint;
const endpoint =
  source && new URL(script?.src ? '.' : `${source}/`, new URL(source, document.baseURI)).href;
const created = new Set<HTMLElement>();

function init(chat: ChatOptions = {}): HTMLElement {
  const element = createChat({ endpoint, ...chat });
  created.add(element);
  return element;
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

if (endpoint) {
  import(/* @vite-ignore */ new URL(NEXEVO_CHUNK, endpoint).href).catch((error) => {
    // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
    console.error(`Nexevo Chat could not be loaded from ${endpoint}`, error);
  });
}

if (options) {
  // A script in the head has no place of its own on the page.
  const place = script?.isConnected && script.closest('body') ? script : undefined;
  const start = () => init({ ...options.attributes, ...(place && { after: place }) });
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });
}
