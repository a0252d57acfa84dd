import { declarationsOf } from './themes.js';

/** The three snippets for an origin and chosen looks: `{script, npm, host}`, each text as it is copied. */
export function createSnippets({ origin, scheme, tokens }) {
  return {
    script: scriptTag({ origin, scheme, tokens }),
    npm: npm({ origin, scheme, tokens }),
    host: selfHost({ origin }),
  };
}

function scriptTag({ origin, scheme, tokens }) {
  const theme = scheme === 'auto' ? '' : ` data-theme="${scheme}"`;
  return `<script src="${origin}/nexevo/nexevo-chat.js" data-mode="inline"${theme} async></script>

<style>
  nexevo-chat {
    height: 640px;
${declarationsOf(tokens, '    ')}
  }
</style>`;
}

function npm({ origin, scheme, tokens }) {
  const theme = scheme === 'auto' ? '' : `\nchat.theme = '${scheme}';`;
  return `// npm install ./nexevo-*.tgz
import '@nexevo/chat/define.js';

const chat = document.createElement('nexevo-chat');
chat.endpoint = '${origin}/nexevo';${theme}
chat.style.cssText = \`
  height: 640px;
${declarationsOf(tokens)}
\`;
document.body.append(chat);`;
}

function selfHost({ origin }) {
  return `# on your server, where the key stays
npm install ./nexevo-*.tgz
openssl rand -base64 48 > session-secret

NEXEVO_API_KEY=your-key \\
NEXEVO_SESSION_SECRET="$(cat session-secret)" \\
NEXEVO_ORIGINS=${origin} \\
npx nexevo-proxy --port 8787

# your pages load /nexevo/nexevo-chat.js from there`;
}
