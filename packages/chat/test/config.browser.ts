import { assert } from 'chai';
import { find, mountChat, once, type, until } from './mount.ts';

describe('What the operator has chosen differently', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('reaches a visitor who was here before with the next key, and the counter follows', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/session')) return response;
      // As it was before the operator changed it.
      globalThis.fetch = fetch;
      const session = await response.json();
      const config = { ...session.config, max_message_length: 5, version: 'before' };
      return Response.json({ ...session, config });
    };
    const chat = await mountChat();
    const area = await type(chat, 'Hello!');
    await until(() => find(chat, '.composer .over')?.textContent?.trim());
    const accepted = once(chat, 'nexevo-reply-end');
    assert.isTrue(chat.send('Hi'));
    await accepted;
    await type(chat, 'Hello again!');
    await until(() => !find(chat, '.composer .over')?.textContent?.trim());
    assert.equal(area.value, 'Hello again!');
  });
});
