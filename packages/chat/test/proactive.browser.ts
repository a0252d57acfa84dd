import { expect } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, mountChat, press, until } from './mount.ts';

const words = { mode: 'bubble', proactive: 'Questions about shipping?' } as const;

describe('the proactive greeting', () => {
  let chat: NexevoChat;

  afterEach(() => {
    chat.remove();
    sessionStorage.clear();
    localStorage.clear();
  });

  const shown = () => until(() => find<HTMLElement>(chat, '.proactive'));

  async function mountAgain(): Promise<void> {
    chat.remove();
    chat = document.createElement('nexevo-chat');
    Object.assign(chat, { endpoint: globalThis.__NEXEVO_ENDPOINT__, ...words, proactiveDelay: 0 });
    document.body.append(chat);
    await customElements.whenDefined('nexevo-chat-proactive');
    await chat.updateComplete;
  }

  /** A timer that was set before this one has fired by then. */
  const timersFired = () => new Promise((resolve) => setTimeout(resolve));

  it('waits, keeps nothing meanwhile, and then takes no focus', async () => {
    chat = await mountChat({ ...words, proactiveDelay: 3600 });
    await customElements.whenDefined('nexevo-chat-proactive');
    await timersFired();
    expect(find(chat, '.proactive')).to.equal(null);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    await mountAgain();
    const greeting = await shown();
    expect(greeting.textContent).to.contain('Questions about shipping?');
    expect(document.activeElement).to.equal(document.body);
    expect(greeting.closest('[role=dialog]')).to.equal(null);
    expect(performance.getEntriesByName(`${globalThis.__NEXEVO_ENDPOINT__}/session`)).to.eql([]);
  });

  it('opens the chat when it is pressed', async () => {
    chat = await mountChat({ ...words, proactiveDelay: 0 });
    (await shown()).querySelector('button')!.click();
    await chat.updateComplete;
    expect(chat.open).to.equal(true);
    expect(find(chat, '.proactive')).to.equal(null);
  });

  it('goes on Escape and by its button, with the focus on the launcher', async () => {
    for (const dismiss of [
      (greeting: HTMLElement) => press(greeting.querySelector('button')!, { key: 'Escape' }),
      (greeting: HTMLElement) => greeting.querySelector<HTMLElement>('[title=Dismiss]')!.click(),
    ]) {
      chat = await mountChat({ ...words, proactiveDelay: 0 });
      const greeting = await shown();
      await until(() => greeting.querySelector('[title=Dismiss]'));
      dismiss(greeting);
      await until(() => !find(chat, '.proactive'));
      expect(chat.shadowRoot!.activeElement?.id).to.equal('launcher');
      expect(chat.open).to.equal(false);
      chat.remove();
    }
  });

  it('comes once a day', async () => {
    chat = await mountChat({ ...words, proactiveDelay: 0 });
    await shown();
    await mountAgain();
    await timersFired();
    expect(find(chat, '.proactive')).to.equal(null);
    localStorage.setItem(localStorage.key(0)!, new Date(0).toDateString());
    await mountAgain();
    await shown();
  });

  it('leaves in peace who knows the chat already', async () => {
    chat = await mountChat({ ...words, proactiveDelay: 0, open: true });
    chat.hide();
    await customElements.whenDefined('nexevo-chat-proactive');
    await chat.updateComplete;
    await timersFired();
    expect(find(chat, '.proactive')).to.equal(null);
  });
});
