import { assert } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, once, until } from './mount.ts';

describe('The transcript', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('is Markdown with who said what', async () => {
    const chat = await asked();
    const text = await chat.exportTranscript();
    assert.match(
      text,
      /^# What does it cost\?\n\n## You\n\n\*.+\*\n\nWhat does it cost\?\n\n## Assistant\n/,
    );
    assert.isAbove(text.split('## Assistant')[1]!.length, 200);
  });

  it('is JSON with the title and who said what', async () => {
    const chat = await asked();
    const { conversation, messages } = JSON.parse(await chat.exportTranscript('json'));
    assert.equal(conversation.title, 'What does it cost?');
    assert.deepEqual(
      messages.map(({ role }: { role: string }) => role),
      ['user', 'assistant'],
    );
  });
});

describe('The transcript of a long conversation', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('begins with its first message, where only the last ones were read', async () => {
    const chat = await asked();
    const questions = ['What does it cost?', 'And for ten?', 'And for a hundred?'];
    for (const text of questions.slice(1)) {
      const ended = once(chat, 'nexevo-reply-end');
      chat.send(text);
      await ended;
    }
    chat.remove();
    const readWhole = readInPages(2);
    try {
      const again = document.createElement('nexevo-chat');
      again.endpoint = chat.endpoint;
      document.body.append(again);
      await until(() => find(again, '.scroller > .column > .text-button.wide'));
      assert.lengthOf(findAll(again, '.message'), 2);
      const { messages } = JSON.parse(await again.exportTranscript('json'));
      const roles = messages.map(({ role }: { role: string }) => role);
      assert.deepEqual(roles, Array(3).fill(['user', 'assistant']).flat());
      const asked = messages.filter(({ role }: { role: string }) => role === 'user');
      assert.deepEqual(
        asked.map(({ text }: { text: string }) => text),
        questions,
      );
      const markdown = await again.exportTranscript();
      assert.deepEqual(markdown.match(/^(What does it cost|And for .*)\?$/gm), questions);
      // What is shown stays as it was.
      assert.lengthOf(findAll(again, '.message'), 2);
    } finally {
      readWhole();
    }
  });
});

async function asked(): Promise<NexevoChat> {
  const chat = await mountChat();
  const ended = once(chat, 'nexevo-reply-end');
  chat.send('What does it cost?');
  await ended;
  return chat;
}

/** Until it is called back, the proxy is asked for so many messages of a conversation at a time. */
function readInPages(limit: number): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    const reads = (init?.method ?? 'GET') === 'GET' && /\/conversations\/[^/]+$/.test(url.pathname);
    if (reads) url.searchParams.set('limit', String(limit));
    return fetch(url, init);
  };
  return () => {
    globalThis.fetch = fetch;
  };
}
