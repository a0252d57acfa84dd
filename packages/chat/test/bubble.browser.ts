import { expect } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, mountChat, once, press, until } from './mount.ts';

const launcherOf = (chat: NexevoChat) => find(chat, '#launcher')!;

/** As another page of the site shows it to the same visitor. */
async function mountAgain(properties: Partial<NexevoChat> = {}): Promise<NexevoChat> {
  const chat = document.createElement('nexevo-chat');
  Object.assign(chat, { endpoint: globalThis.__NEXEVO_ENDPOINT__, mode: 'bubble', ...properties });
  document.body.append(chat);
  await chat.updateComplete;
  return chat;
}

describe('the bubble', function () {
  // Whole replies, on a machine that may be busy.
  this.timeout(40_000);
  let chat: NexevoChat;

  afterEach(() => {
    chat.remove();
    sessionStorage.clear();
    localStorage.clear();
  });

  it('counts the replies that end while it is closed, until it is opened', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    const ended = once(chat, 'nexevo-reply-end');
    // At once: the end of a short reply may come together with its start.
    chat.addEventListener('nexevo-reply-start', () => chat.hide(), { once: true });
    chat.send('Hello');
    await ended;
    const badge = await until(() => find(chat, '.badge'));
    expect(badge.textContent).to.equal('1');
    await until(() => launcherOf(chat).ariaLabel === 'Open the chat (1 new reply)');
    chat.show();
    await chat.updateComplete;
    expect(find(chat, '.badge')).to.equal(null);
    expect(launcherOf(chat).ariaLabel).to.equal('Close the chat');
  });

  it('counts nothing while it is open', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    await ended;
    await chat.updateComplete;
    expect(find(chat, '.badge')).to.equal(null);
  });

  it('keeps nothing until it is opened, and opens again on the next page without taking the focus', async () => {
    chat = await mountChat({ mode: 'bubble' });
    expect(sessionStorage.length + localStorage.length).to.equal(0);
    chat.show();
    chat.remove();
    chat = await mountAgain();
    expect(chat.open).to.equal(true);
    expect(document.activeElement).to.equal(document.body);
  });

  it('does what its page asks though nobody has opened it, and forgets on log-out what an earlier page has kept', async () => {
    chat = await mountChat({ mode: 'bubble' });
    const ended = once(chat, 'nexevo-reply-end');
    expect(chat.send('Hello')).to.equal(true);
    const { conversation_id } = (await ended).message;
    const words = () => find(chat, '.bubble')?.textContent;
    const field = () => find<HTMLTextAreaElement>(chat, '.composer textarea');
    expect(chat.open).to.equal(false);
    chat.newConversation();
    chat.remove();

    chat = await mountAgain();
    void chat.openConversation(conversation_id);
    await until(() => words() === 'Hello');
    chat.remove();

    chat = await mountAgain();
    chat.newConversation();
    chat.setDraft('Something else');
    expect(chat.send('Is this in stock?')).to.equal(true);
    await until(() => field()?.value === 'Something else' && words() === 'Is this in stock?');
    chat.remove();

    chat = await mountAgain();
    expect(find(chat, '.frame')).to.equal(null);
    const kept = () =>
      [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) =>
        key.startsWith('nexevo:'),
      );
    expect(kept()).not.to.deep.equal([]);
    chat.reset();
    expect(kept()).to.deep.equal([]);
    chat.show();
    await until(() => find(chat, '.welcome'));
    expect(field()?.value).to.equal('');
  });

  it('stays closed on the next page once the visitor has closed it, though the page asks for an open one', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    chat.hide();
    chat.remove();
    chat = await mountAgain({ open: true });
    expect(chat.open).to.equal(false);
    chat.show();
    expect(chat.open).to.equal(true);
  });

  it('closes on Escape, also on its launcher, which gets the focus', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    press(find(chat, 'textarea')!, { key: 'Escape' });
    await chat.updateComplete;
    expect(chat.open).to.equal(false);
    await until(() => chat.shadowRoot!.activeElement === launcherOf(chat));
    chat.show();
    await chat.updateComplete;
    press(launcherOf(chat), { key: 'Escape' });
    expect(chat.open).to.equal(false);
  });

  it('closes what is open inside it first', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    find(chat, '#menu-toggle')!.click();
    const item = await until(() => find<HTMLElement>(chat, '[role=menuitem]'));
    press(item, { key: 'Escape' });
    await chat.updateComplete;
    expect(chat.open).to.equal(true);
    expect(find(chat, '#menu-toggle')!.ariaExpanded).to.equal('false');
    press(find(chat, '#menu-toggle')!, { key: 'Escape' });
    expect(chat.open).to.equal(false);
  });
});
