/** The three snippets for an origin and chosen looks: `{script, npm, host}`, each text as it is copied. */
export function createSnippets({ origin, looks }) {
  return {
    script: scriptTag({ origin, looks }),
    npm: npm({ origin, looks }),
    host: selfHost({ origin }),
  };
}

function scriptTag({ origin, looks }) {
  return `<script src="${origin}/nexevo/nexevo-chat.js" async></script>

<nexevo-chat${looks.theme === 'auto' ? '' : ` theme="${looks.theme}"`}></nexevo-chat>

<style>
  nexevo-chat {
    --nexevo-accent: ${looks.accent};
    --nexevo-radius: ${looks.radius}px;
    height: 640px;
  }
</style>`;
}

function npm({ origin, looks }) {
  const theme = looks.theme === 'auto' ? '' : `\nchat.theme = '${looks.theme}';`;
  return `// npm install @nexevo/chat
import '@nexevo/chat/define.js';

const chat = document.createElement('nexevo-chat');
chat.endpoint = '${origin}/nexevo';${theme}
chat.style.height = '640px';
chat.style.setProperty('--nexevo-accent', '${looks.accent}');
chat.style.setProperty('--nexevo-radius', '${looks.radius}px');
document.body.append(chat);`;
}

function selfHost({ origin }) {
  return `# on your server, where the key stays
npm install @nexevo/proxy
openssl rand -base64 48 > session-secret

NEXEVO_API_KEY=your-key \\
NEXEVO_SESSION_SECRET="$(cat session-secret)" \\
NEXEVO_ORIGINS=${origin} \\
npx nexevo-proxy --port 8787

# your pages load /nexevo/nexevo-chat.js from there`;
}
