import { assert } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, once, press, until } from './mount.ts';

describe('Feedback', () => {
  const { fetch } = globalThis;

  afterEach(() => {
    globalThis.fetch = fetch;
    document.querySelector('nexevo-chat')?.remove();
  });

  it('is changed, and the form has the words that were sent before', async () => {
    const chat = await asked();
    await vote(chat, 1);
    const form = await until(() => find<HTMLFormElement>(chat, 'form.feedback'));
    write(form, 'Too terse.');
    const sent = once(chat, 'nexevo-feedback');
    form.requestSubmit();
    assert.equal((await sent).feedback.comment, 'Too terse.');
    await vote(chat, 0);
    assert.equal(thumb(chat, 0).getAttribute('aria-pressed'), 'true');
    assert.equal(thumb(chat, 1).getAttribute('aria-pressed'), 'false');
    assert.equal(find(chat, 'form.feedback textarea')!.matches(':placeholder-shown'), false);
  });

  it('keeps what was typed when the vote cannot be stored, and sends it then', async () => {
    const chat = await asked();
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    thumb(chat, 1).click();
    const form = await until(() => find<HTMLFormElement>(chat, 'form.feedback'));
    write(form, 'The figure is off.');
    await until(() => find(chat, '.theirs .problem'));
    assert.equal(thumb(chat, 1).getAttribute('aria-pressed'), 'false');
    assert.equal(form.querySelector('textarea')!.value, 'The figure is off.');
    globalThis.fetch = fetch;
    const sent = once(chat, 'nexevo-feedback');
    form.requestSubmit();
    assert.equal((await sent).feedback.comment, 'The figure is off.');
    await until(() => thumb(chat, 1).getAttribute('aria-pressed') === 'true');
    assert.notExists(find(chat, '.theirs .problem'));
  });

  it('counts characters as the server does, and holds back what is too long', async () => {
    const chat = await asked();
    await vote(chat, 0);
    const form = await until(() => find<HTMLFormElement>(chat, 'form.feedback'));
    write(form, '😀'.repeat(2000));
    const counter = await until(() => form.querySelector('.counter'));
    await until(() => counter.textContent!.trim() === '2,000 / 2,000');
    const sent = once(chat, 'nexevo-feedback');
    form.requestSubmit();
    assert.lengthOf([...(await sent).feedback.comment!], 2000);
    thumb(chat, 0).click();
    write(form, '😀'.repeat(2001));
    await until(() => form.querySelector('.counter.over'));
    let again = false;
    chat.addEventListener('nexevo-feedback', () => {
      again = true;
    });
    form.requestSubmit();
    await chat.updateComplete;
    assert.isTrue(form.isConnected && !again);
  });

  it('is announced when it is stored, and when it is not', async () => {
    const chat = await asked();
    const region = find(chat, '[aria-live=polite]')!;
    await vote(chat, 0);
    await until(() => region.textContent?.includes('Thank you'));
    const form = await until(() => find<HTMLFormElement>(chat, 'form.feedback'));
    form.requestSubmit();
    const thanks = await until(() => find(chat, '.thanks'));
    const icons = thumb(chat, 0).querySelector('svg')!.getBoundingClientRect();
    assert.isAtLeast(thanks.getBoundingClientRect().top, icons.bottom + 8, 'below the icons');
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    thumb(chat, 1).click();
    await until(() => region.textContent?.includes('could not be saved'));
  });

  it('is left with Escape, and the focus goes back to the thumb', async () => {
    const chat = await asked();
    await vote(chat, 1);
    const area = await until(() => find<HTMLElement>(chat, 'form.feedback textarea'));
    press(area, { key: 'Escape' });
    await until(() => !find(chat, 'form.feedback'));
    assert.equal(chat.shadowRoot!.activeElement, thumb(chat, 1));
  });
});

async function asked(): Promise<NexevoChat> {
  const chat = await mountChat();
  const ended = once(chat, 'nexevo-reply-end');
  chat.send('What does it cost?');
  await ended;
  await until(() => find(chat, '.thumb'));
  return chat;
}

function thumb(chat: NexevoChat, index: number): HTMLElement {
  return findAll(chat, '.thumb')[index] as HTMLElement;
}

async function vote(chat: NexevoChat, index: number): Promise<void> {
  const stored = once(chat, 'nexevo-feedback');
  thumb(chat, index).click();
  await stored;
}

function write(form: HTMLFormElement, text: string): void {
  const area = form.querySelector('textarea')!;
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
