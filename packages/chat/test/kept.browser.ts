import { assert } from 'chai';
import { LocalMemory } from '../src/api/local-memory.ts';
import type { ThreadMessage } from '../src/conversation.ts';
import { KeptTexts } from '../src/kept-texts.ts';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { TabHints } from '../src/tab-hints.ts';
import { find, findAll, mountChat, once, press, refuseAll, type, until } from './mount.ts';

const { fetch } = globalThis;

/** From now on nothing reaches the proxy. */
function cutLine(): void {
  globalThis.fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
}

function mendLine(): void {
  globalThis.fetch = fetch;
  dispatchEvent(new Event('online'));
}

/** The same visitor in another tab, or after a reload. */
async function mountAgain(properties: Partial<NexevoChat> = {}): Promise<NexevoChat> {
  const chat = document.createElement('nexevo-chat');
  Object.assign(chat, { endpoint: globalThis.__NEXEVO_ENDPOINT__, ...properties });
  document.body.append(chat);
  await chat.updateComplete;
  return chat;
}

const bubbles = (chat: NexevoChat) => findAll(chat, '.bubble').map((one) => one.textContent);
const draftOf = (chat: NexevoChat) => find<HTMLTextAreaElement>(chat, '.composer textarea')!.value;

describe('What the visitor has written', function () {
  // Several replies one after another, on a machine that may be busy.
  this.timeout(40_000);

  afterEach(() => {
    globalThis.fetch = fetch;
    for (const chat of document.querySelectorAll('nexevo-chat')) chat.remove();
  });

  it('waits for the line, and goes out once when it is back', async () => {
    const chat = await mountChat();
    cutLine();
    const failed = once(chat, 'nexevo-error');
    chat.send('Is anybody there?');
    assert.equal((await failed).code, 'network');
    await until(() => find(chat, '.mine .waiting')?.textContent === 'Waiting to be sent');
    const banner = await until(() => find(chat, '.connection'));
    assert.include(banner.textContent, 'Connection lost');
    assert.include(find(chat, '[aria-live=polite]')?.textContent, 'Connection lost');
    const ended = once(chat, 'nexevo-reply-end');
    mendLine();
    assert.equal((await ended).message.status, 'complete');
    await until(() => !find(chat, '.connection'));
    assert.deepEqual(bubbles(chat), ['Is anybody there?']);
    assert.notExists(find(chat, '.mine .waiting'));
  });

  it('can be taken back and changed where it was refused as too long', async () => {
    const chat = await mountChat();
    const accept = refuseAll('message_too_long', 422);
    chat.send('Far too long');
    await until(() => find(chat, '.mine .problem'));
    await type(chat, 'typed since');
    const buttons = findAll(chat, '.mine .text-button');
    assert.deepEqual(
      buttons.map(({ textContent }) => textContent?.trim()),
      ['Edit'],
    );
    buttons[0]!.click();
    await until(() => draftOf(chat) === 'Far too long\ntyped since');
    assert.deepEqual(bubbles(chat), []);
    await until(() => chat.shadowRoot!.activeElement?.matches('.composer textarea'));
    accept();
    chat.remove();
    const again = await mountAgain();
    await until(() => draftOf(again) === 'Far too long\ntyped since');
    assert.deepEqual(bubbles(again), []);
  });

  it('is there once where two were refused after one reply, and goes with its conversation', async () => {
    const chat = await mountChat();
    const first = once(chat, 'nexevo-reply-end');
    chat.send('First');
    await first;
    const accept = refuseAll('rate_limited', 429);
    chat.send('Refused');
    await until(() => find(chat, '.mine .problem'));
    accept();
    const second = once(chat, 'nexevo-reply-end');
    chat.send('Accepted');
    await second;
    await until(() => find(chat, '.theirs:last-of-type .actions'));
    assert.deepEqual(bubbles(chat), ['First', 'Refused', 'Accepted']);
    chat.newConversation();
    const third = once(chat, 'nexevo-reply-end');
    chat.send('Another matter');
    await third;
    assert.deepEqual(bubbles(chat), ['Another matter']);
  });

  it('outlives a reload without a line, and is sent once by as many chats as there are', async () => {
    const chat = await mountChat();
    cutLine();
    chat.send('Written in a tunnel');
    await until(() => find(chat, '.mine .waiting'));
    chat.remove();
    const [one, two] = [await mountAgain(), await mountAgain()];
    for (const again of [one, two]) await until(() => find(again, '.mine .waiting'));
    const ids: string[] = [];
    const ended = [one, two].map((again) => once(again, 'nexevo-reply-end'));
    globalThis.fetch = async (input, init) => {
      if (String(input).endsWith('/messages'))
        ids.push(JSON.parse(String(init?.body)).client_message_id);
      return fetch(input, init);
    };
    dispatchEvent(new Event('online'));
    const [first, second] = await Promise.all(ended);
    assert.equal(first!.message.id, second!.message.id);
    assert.lengthOf(new Set(ids), 1);
    await until(() => localStorage.getItem(`nexevo:${one.endpoint}:texts:`) === null);
  });

  it('is sent after a reply that another tab has asked for', async () => {
    const chat = await mountChat();
    const first = once(chat, 'nexevo-reply-end');
    chat.send('First');
    const { message } = await first;
    const started = once(chat, 'nexevo-reply-start');
    const second = once(chat, 'nexevo-reply-end');
    chat.send('Second');
    await started;
    const waiting = { ...message, id: crypto.randomUUID(), parent_id: message.id, role: 'user' };
    const kept = new KeptTexts(new LocalMemory(chat.endpoint), () => '');
    const own = { client_message_id: waiting.id, text: 'Third', pending: true };
    kept.keep({ ...waiting, ...own } as ThreadMessage);
    const again = await mountAgain();
    await second;
    await until(() => bubbles(again).join() === 'First,Second,Third');
    await until(() => kept.unsent.length === 0);
  });

  it('is a draft again when the visitor stops it', async () => {
    const chat = await mountChat();
    cutLine();
    chat.send('Better not');
    await until(() => find(chat, '.mine .waiting'));
    const other = await mountAgain();
    await until(() => find(other, '.mine .waiting'));
    find<HTMLElement>(chat, '.send.stop')!.click();
    await until(() => draftOf(chat) === 'Better not');
    assert.lengthOf(findAll(chat, '.message'), 0);
    // Nor is it sent by another tab that has taken it up.
    await until(() => findAll(other, '.message').length === 0);
    other.remove();
    chat.remove();
    const again = await mountAgain();
    await until(() => draftOf(again) === 'Better not');
    assert.lengthOf(findAll(again, '.message'), 0);
  });

  it('begins a conversation of its own when its own is gone', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('First');
    const { message } = await ended;
    await until(() => find(chat, '.actions'));
    cutLine();
    chat.send('Second');
    await until(() => find(chat, '.mine .waiting'));
    // Another visitor from here on: this browser's session has ended.
    localStorage.removeItem(`nexevo:${chat.endpoint}:session`);
    chat.remove();
    const again = await mountAgain();
    const second = once(again, 'nexevo-reply-end');
    mendLine();
    assert.notEqual((await second).message.conversation_id, message.conversation_id);
    await until(() => bubbles(again).join() === 'Second');
  });

  it('is kept as a draft with its conversation, and with the new one', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('About apples');
    const { conversation_id } = (await ended).message;
    await type(chat, 'and pears?');
    chat.newConversation();
    await until(() => draftOf(chat) === '');
    await type(chat, 'Something else');
    await chat.openConversation(conversation_id);
    await until(() => draftOf(chat) === 'and pears?');
    chat.remove();
    const again = await mountAgain();
    await until(() => draftOf(again) === 'and pears?');
    // As a visitor does: until the conversation has been read, nothing can be sent.
    await until(() => {
      press(find(again, '.composer textarea')!, { key: 'Enter' });
      return draftOf(again) === '';
    });
    again.newConversation();
    await until(() => draftOf(again) === 'Something else');
  });

  it('is there after a reload, too, once it is known who has signed in', async () => {
    globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/session')) return response;
      const session = await response.json();
      return Response.json({ ...session, visitor: { ...session.visitor, id: 'somebody' } });
    };
    const getIdentityToken = async () => undefined;
    const chat = await mountChat({ getIdentityToken });
    await type(chat, 'A');
    const key = `nexevo:${chat.endpoint}:texts:somebody`;
    await until(async () => {
      await type(chat, 'A draft');
      return localStorage.getItem(key)?.includes('A draft');
    });
    chat.remove();
    const again = await mountAgain({ getIdentityToken });
    await until(() => draftOf(again) === 'A draft');
  });

  it('goes with the rest by reset()', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    await ended;
    await type(chat, 'A secret');
    chat.reset();
    await until(() => draftOf(chat) === '' && findAll(chat, '.message').length === 0);
    const left = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    assert.deepEqual(
      left.filter((key) => key.startsWith('nexevo:')),
      [],
    );
  });
});

describe('Two chats on one conversation', function () {
  // Several replies one after another, on a machine that may be busy.
  this.timeout(40_000);

  afterEach(() => {
    globalThis.fetch = fetch;
    for (const chat of document.querySelectorAll('nexevo-chat')) chat.remove();
  });

  it('show the same reply while it is written, its end, what was voted and chosen, and that it was deleted', async () => {
    const one = await mountChat();
    // Both in sight: what is far from being seen is not drawn.
    one.style.blockSize = '18rem';
    const first = once(one, 'nexevo-reply-end');
    one.send('Hello');
    const { conversation_id } = (await first).message;
    const two = await mountAgain({ conversationId: conversation_id });
    await until(() => bubbles(two).length === 1);
    one.send('How do I put the chat on my site?');
    const replies = (chat: NexevoChat) =>
      findAll(chat, '[aria-busy=false] nexevo-chat-markdown').map((reply) => reply.textContent);
    await until(() => replies(one).length === 2 && replies(two).join() === replies(one).join());
    assert.deepEqual(bubbles(two), bubbles(one));
    // Also what was said while one of them was off the page.
    two.remove();
    const voted = once(one, 'nexevo-feedback');
    findAll<HTMLElement>(one, '.thumb').at(-2)!.click();
    await voted;
    document.body.append(two);
    await until(() => findAll(two, '.thumb').at(-2)?.ariaPressed === 'true');
    findAll<HTMLElement>(one, '.thumb').at(-1)!.click();
    await until(() => findAll(two, '.thumb').at(-1)?.ariaPressed === 'true');
    find<HTMLElement>(one, '.again')!.click();
    const version = (chat: NexevoChat) => find(chat, '.versions')?.textContent?.trim();
    await until(() => version(two)?.includes('2/2'));
    (await until(() => find<HTMLElement>(one, '.previous[aria-disabled=false]'))).click();
    await until(() => version(two)?.includes('1/2'));
    find<HTMLElement>(one, '#history-toggle')!.click();
    const row = await until(() => find<HTMLElement>(one, '.row-open'));
    const changed = once(two, 'nexevo-conversation-change');
    press(row, { key: 'Delete' });
    assert.isNull((await changed).conversationId);
    await until(() => findAll(two, '.message').length === 0);
  });

  it('keep what is typed in the one where the other begins a conversation', async () => {
    const one = await mountChat();
    await type(one, 'Of the first');
    const two = await mountAgain();
    await type(two, '');
    await type(one, 'Of the first, longer');
    const ended = once(two, 'nexevo-reply-end');
    two.send('Hello');
    await ended;
    const kept = new LocalMemory(globalThis.__NEXEVO_ENDPOINT__).get('texts:') ?? '[]';
    const drafts = JSON.parse(kept).map(({ id, text }: { id: string; text: string }) => [id, text]);
    assert.deepEqual(drafts, [['', 'Of the first, longer']]);
  });

  it('bring back what an edit had hidden that one of them takes back', async () => {
    const one = await mountChat();
    const ended = once(one, 'nexevo-reply-end');
    one.send('Hello');
    await ended;
    const pencil = await until(() => find<HTMLElement>(one, '.edit'));
    globalThis.fetch = async (input, init) => {
      if (String(input).endsWith('/messages')) throw new TypeError('Failed to fetch');
      return fetch(input, init);
    };
    pencil.click();
    const field = await until(() => find<HTMLTextAreaElement>(one, '.editor textarea'));
    field.value = 'Good evening';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press(field, { key: 'Enter' });
    await until(() => find(one, '.mine .waiting'));
    const two = await mountAgain();
    await until(() => find(two, '.mine .waiting') && find(two, '.send.stop'));
    assert.deepEqual(bubbles(two), ['Good evening']);
    find<HTMLElement>(one, '.send.stop')!.click();
    for (const chat of [one, two]) await until(() => bubbles(chat).join() === 'Hello');
    for (const chat of [one, two]) await until(() => find(chat, '.theirs nexevo-chat-markdown'));
  });

  it('list a deleted conversation no more, however long its delete takes, and again when it is brought back', async () => {
    const one = await mountChat();
    const ended = once(one, 'nexevo-reply-end');
    one.send('Hello');
    await ended;
    const two = await mountAgain();
    for (const chat of [one, two]) {
      find<HTMLElement>(chat, '#history-toggle')!.click();
      await until(() => find(chat, '.row-open'));
    }
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let listed = 0;
    globalThis.fetch = async (input, init) => {
      if (init?.method === 'DELETE') await held;
      const response = await fetch(input, init);
      if (String(input).includes('/conversations?')) listed += 1;
      return response;
    };
    press(find(one, '.row-open')!, { key: 'Delete' });
    await until(() => listed > 0);
    release();
    await until(() => !find(two, '.row-open'));
    (await until(() => find<HTMLElement>(one, '.toast button'))).click();
    for (const chat of [one, two]) await until(() => find(chat, '.row-open'));
    find<HTMLElement>(two, '.row-open')!.click();
    await until(() => bubbles(two).join() === 'Hello');
  });

  it('come back to one each: what one begins before the other is drawn is not the other’s', async () => {
    const one = await mountChat();
    const ended = once(one, 'nexevo-reply-end');
    one.send('Hello');
    const { conversation_id } = (await ended).message;
    one.newConversation();
    const two = document.createElement('nexevo-chat');
    two.endpoint = globalThis.__NEXEVO_ENDPOINT__;
    document.body.append(two);
    void one.openConversation(conversation_id);
    await two.updateComplete;
    assert.exists(find(two, '.welcome'));
    await until(() => bubbles(one).length === 1);
    assert.isEmpty(bubbles(two));
  });

  for (const [what, ofAll] of [
    ['a conversation was deleted', false],
    ['a visitor has gone', true],
  ] as const) {
    it(`keep what has been begun by the time they hear that ${what}`, async () => {
      const chat = await mountChat();
      const ended = once(chat, 'nexevo-reply-end');
      chat.send('Hello');
      const { conversation_id: id } = (await ended).message;
      const endpoint = globalThis.__NEXEVO_ENDPOINT__;
      const memory = new LocalMemory(endpoint);
      memory.set('conversation', 'begun in that tab');
      await type(chat, 'A secret');
      // As it has by then.
      memory.set('texts:', undefined);
      const changed = once(chat, 'nexevo-conversation-change');
      const tab = new TabHints(endpoint, () => {});
      tab.tell({ gone: true, ...(!ofAll && { id }) });
      assert.isNull((await changed).conversationId);
      assert.equal(memory.get('conversation'), 'begun in that tab');
      // The message may be here before that tab's change of the storage is.
      assert.equal(memory.get('session') === undefined, ofAll);
      await until(() => draftOf(chat) === '');
      tab.close();
    });
  }
});
