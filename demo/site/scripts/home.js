import { bindCopy } from './copy.js';
import { countForeign, countKeys, measureScripts } from './facts.js';
import { highlight } from './highlight.js';
import { applyLooks, Looks } from './looks.js';
import { bindLooksForm } from './looks-form.js';
import { createSnippets } from './snippets.js';
import { bindTabs } from './tabs.js';
import { bindTrials } from './trials.js';
import { Wire } from './wire.js';

const find = (id) => document.getElementById(id);
const chat = find('chat');

chat.prompts = [
  { label: 'How do I put it on my site?', prompt: 'How do I put it on my site?' },
  { label: 'Show me what you can render', prompt: 'Show me what you can render.' },
  { label: 'What does it cost?', prompt: 'What does it cost?' },
];

const looks = new Looks();
function showLooks() {
  applyLooks(looks, chat);
  const { tokens, current } = looks;
  const snippets = createSnippets({ origin: location.origin, scheme: current.scheme, tokens });
  for (const [name, text] of Object.entries(snippets)) {
    document.querySelector(`[data-snippet="${name}"]`).replaceChildren(highlight(text));
  }
}
looks.addEventListener('change', showLooks);
showLooks();
bindLooksForm(find('looks'), looks);
bindTabs(document.querySelector('[role="tablist"]'));
bindCopy({
  button: find('copy'),
  status: find('copy-status'),
  source: () => document.querySelector('[role="tabpanel"]:not([hidden]) code[data-snippet]'),
});

const wire = new Wire(chat);
wire.addEventListener('change', () => {
  find('wire').dataset.state = wire.state;
  find('wire-text').textContent = wire.text;
  if (wire.first) find('fact-first').value = wire.first;
});

bindTrials({
  chat,
  reload: find('try-reload'),
  offline: find('try-offline'),
  tab: find('try-tab'),
  say: (text) => {
    find('trial-status').textContent = text;
  },
});

countForeign((count) => {
  find('fact-foreign').value = String(count);
});
async function showScripts() {
  find('fact-keys').value = String(countKeys());
  const bytes = await measureScripts().catch((error) => {
    // Without a line, as this page invites to try, what was counted stays.
    if (!(error instanceof TypeError)) throw error;
  });
  if (bytes) find('fact-bytes').value = `${(bytes / 1024).toFixed(1)} KB`;
}
// Again after a reply, for which the chat loads the rest of itself.
chat.addEventListener('nexevo-ready', showScripts);
chat.addEventListener('nexevo-reply-end', showScripts);
customElements.whenDefined('nexevo-chat').then(showScripts);
