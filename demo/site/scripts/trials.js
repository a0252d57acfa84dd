const longQuestion = 'Give me the full tour.';
const cutMs = 10_000;
const writingMs = 1200;

/** The buttons of “Try to break it”. `say` tells people who cannot see the chat what happens. */
export function bindTrials({ chat, reload, offline, tab, say }) {
  reload.addEventListener('click', () => {
    if (!ask(chat)) return say('A reply is being written: wait for it, or stop it.');
    say('Asked. The page reloads while the reply is being written.');
    const over = new AbortController();
    const once = { once: true, signal: over.signal };
    const reloadSoon = () => setTimeout(() => location.reload(), writingMs);
    chat.addEventListener('nexevo-reply-start', reloadSoon, once);
    // A reply that failed to begin leaves nothing to reload for.
    chat.addEventListener('nexevo-error', () => over.abort(), once);
  });

  offline.addEventListener('click', async () => {
    const label = offline.textContent;
    offline.disabled = true;
    const cut = cutNetwork();
    showChat(chat);
    const asked = chat.send('Does this arrive?');
    say('The network is cut for 10 seconds.');
    for (let left = cutMs / 1000; left > 0; left -= 1) {
      offline.textContent = `Back in ${left} s`;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    cut.mend();
    offline.textContent = label;
    offline.disabled = false;
    // What waits tries again when the browser says so.
    dispatchEvent(new Event('online'));
    say(`The network is back${asked ? ': what waited is sent' : ''}.`);
  });

  // The new tab opens by itself: the link is a real one.
  tab.addEventListener('click', () => ask(chat));
}

function ask(chat) {
  showChat(chat);
  return chat.send(longQuestion);
}

function showChat(chat) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  chat.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}

/** Makes `fetch` fail as it does without a network, until mended. */
function cutNetwork() {
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  return {
    mend() {
      globalThis.fetch = fetch;
    },
  };
}
