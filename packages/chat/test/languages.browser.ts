import { assert } from 'chai';
import { loadLocale, locales } from '../src/messages/locales.ts';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, mountChat, until } from './mount.ts';

const sendLabel = (chat: Element) => find(chat, '.send')?.getAttribute('aria-label');

describe('The language', () => {
  const pageLanguage = document.documentElement.lang;

  afterEach(() => {
    for (const chat of document.querySelectorAll('nexevo-chat, [data-test]')) chat.remove();
    document.documentElement.lang = pageLanguage;
  });

  it('is there when the chat is first drawn', async () => {
    const chat = await mountChat({ locale: 'ja' });
    assert.equal(sendLabel(chat), '送信');
    assert.equal(find(chat, '.frame')?.lang, 'ja');
  });

  it('is that of the place, and several on one page differ', async () => {
    const place = document.createElement('div');
    place.lang = 'fr-CA';
    place.dataset.test = '';
    document.body.append(place);
    const korean = await mountChat({ locale: 'ko' });
    const french = document.createElement('nexevo-chat') as NexevoChat;
    french.endpoint = korean.endpoint;
    place.append(french);
    await french.updateComplete;
    assert.equal(sendLabel(french), 'Envoyer');
    assert.equal(sendLabel(korean), '보내기');
  });

  it('is looked for around the shadow root that the chat is in', async () => {
    const place = document.createElement('div');
    place.lang = 'pt';
    place.dataset.test = '';
    document.body.append(place);
    const chat = document.createElement('nexevo-chat') as NexevoChat;
    chat.endpoint = globalThis.__NEXEVO_ENDPOINT__;
    place.attachShadow({ mode: 'open' }).append(chat);
    await chat.updateComplete;
    assert.equal(find(chat, '.composer textarea')?.getAttribute('aria-label'), 'Sua mensagem');
  });

  it('changes with the page', async () => {
    const chat = await mountChat();
    document.documentElement.lang = 'zh-HK';
    await until(() => sendLabel(chat) === '傳送');
    assert.equal(find(chat, '.frame')?.lang, 'zh-HK');
    document.documentElement.lang = 'sv';
    await until(() => sendLabel(chat) === 'Send');
    assert.equal(find(chat, '.frame')?.lang, 'en');
  });

  it('keeps the page’s own words when it changes', async () => {
    const chat = await mountChat({ strings: { send: 'Ask away' } });
    chat.locale = 'de';
    await until(() => find(chat, '.composer textarea')?.ariaLabel === 'Ihre Nachricht');
    assert.equal(sendLabel(chat), 'Ask away');
  });
});

describe('The duty', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('is in sight in every language: an AI answers, may be wrong, and where privacy is explained', async () => {
    const chat = await mountChat({ privacyUrl: '/privacy' });
    for (const name of locales) {
      const { disclaimer, privacy } = (await loadLocale(name)).locale.chat;
      chat.locale = name;
      const place = find(chat, '.disclaimer')!;
      await until(() => place.textContent!.includes(disclaimer));
      assert.match(disclaimer, /AI|KI\b|IA\b|ذكاء اصطناعي/, name);
      assert.isTrue(place.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
      assert.isAtLeast(Number.parseFloat(getComputedStyle(place).fontSize), 12);
      const link = find<HTMLAnchorElement>(chat, '.disclaimer a')!;
      assert.equal(link.textContent, privacy);
      assert.equal(link.pathname, '/privacy');
    }
  });

  it('stays with a conversation, and with a chat that cannot work', async () => {
    const chat = await mountChat({ locale: 'fr' });
    const duty = () => find(chat, '.disclaimer')!.textContent;
    chat.send('Bonjour');
    await until(() => find(chat, 'article.theirs[aria-busy=false]'));
    assert.include(duty(), 'Une IA vous répond et peut se tromper');
    chat.endpoint = 'ftp://nowhere.example';
    await chat.updateComplete;
    assert.include(duty(), 'Une IA vous répond et peut se tromper');
  });
});

describe('Right to left', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('stands the whole chat around', async () => {
    const chat = await mountChat({ locale: 'ar', mode: 'fullscreen' });
    const frame = find(chat, '.frame')!;
    assert.equal(frame.dir, 'rtl');
    const area = find<HTMLTextAreaElement>(chat, '.composer textarea')!;
    assert.equal(getComputedStyle(area).direction, 'rtl', 'the placeholder');
    const send = find(chat, '.send')!.getBoundingClientRect();
    assert.isBelow(send.right, area.getBoundingClientRect().left + 1, 'the button after the text');
    const toggle = find(chat, '#history-toggle')!;
    const heading = find(chat, '.header .heading')!;
    assert.isAbove(toggle.getBoundingClientRect().left, heading.getBoundingClientRect().left);
    assert.equal(getComputedStyle(heading).textAlign, 'right');
    assert.equal(getComputedStyle(toggle.querySelector('.icon')!).scale, '-1 1');
  });

  it('lets what is written choose its own direction', async () => {
    const chat = await mountChat({ locale: 'ar' });
    const area = find<HTMLTextAreaElement>(chat, '.composer textarea')!;
    for (const [text, direction] of [
      ['Hello', 'ltr'],
      ['مرحبا hello', 'rtl'],
    ] as const) {
      area.value = text;
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await until(() => getComputedStyle(area).direction === direction);
    }
  });

  it('reads code, keys and formulas from left to right', async () => {
    const view = document.createElement('nexevo-chat-markdown');
    const chat = await mountChat({ locale: 'ar' });
    Object.assign(view, {
      strings: { code: '', wrap: '', copy: '' },
      text: 'شغّل `npm i -D x` ثم <kbd>Ctrl</kbd> و $a < b$\n\n```sh\nls -l\n```\n\nSecond, in English.',
    });
    find(chat, '.column')!.append(view);
    const selectors = ['code', 'kbd', 'math', 'pre'];
    await until(() => selectors.every((selector) => view.querySelector(selector)));
    for (const selector of selectors)
      assert.equal(getComputedStyle(view.querySelector(selector)!).direction, 'ltr', selector);
    const [arabic, english] = view.querySelectorAll('p');
    const start = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      const block = element.getBoundingClientRect();
      return Math.round(text.left - block.left) === 0 ? 'left' : 'right';
    };
    assert.equal(start(arabic!), 'right');
    assert.equal(start(english!), 'left');
  });

  it('lets a table run as its head reads, and shows that it hides columns', async () => {
    const view = document.createElement('nexevo-chat-markdown');
    const chat = await mountChat({ locale: 'ar' });
    const wide = ' | One more column '.repeat(12);
    Object.assign(view, {
      strings: {},
      text: `بالعربية:\n\n| Model${wide}|\n|${'-|'.repeat(13)}\n| a |\n\n| نموذج | ب |\n|-|-|\n| a |`,
    });
    find(chat, '.column')!.append(view);
    await until(() => view.querySelectorAll('.table').length === 2);
    const [english, arabic] = view.querySelectorAll('.table');
    assert.equal(getComputedStyle(arabic!).direction, 'rtl');
    const { left } = english!.getBoundingClientRect();
    const first = english!.querySelector('th')!.getBoundingClientRect();
    assert.approximately(first.left, left, 2, 'the first column is in view');
    assert.isAbove(english!.scrollWidth, english!.clientWidth);
    const { backgroundAttachment } = getComputedStyle(english!);
    assert.equal(backgroundAttachment, 'local, local, scroll, scroll');
  });
});
