import { NexevoChat } from '@nexevo/chat/react';
import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The README's React example, and what the events told it. */
function App() {
  const [heading, setHeading] = useState('Ask us');
  const [told, setTold] = useState<string[]>([]);
  const tell = (line: string) => setTold((lines) => [...lines, line]);
  return createElement(
    'main',
    null,
    createElement('button', { type: 'button', onClick: () => setHeading('Ask them') }, 'Rename'),
    createElement('output', null, told.join(' · ')),
    createElement(NexevoChat, {
      endpoint: new URL('/nexevo', location.href).href,
      heading,
      prompts: [{ label: 'Say hello', prompt: 'Hello' }],
      onReady: () => tell('ready'),
      onSend: ({ message }) => tell(`sent ${message.text}`),
      onReplyEnd: ({ message }) => tell(`reply ${message.status}`),
    }),
  );
}

const root = document.createElement('div');
document.body.replaceChildren(root);
createRoot(root).render(createElement(StrictMode, null, createElement(App)));
