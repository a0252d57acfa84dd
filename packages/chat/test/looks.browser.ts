import { assert } from 'chai';
import { find, mountChat, until } from './mount.ts';

const color = (element: Element | null, name: 'backgroundColor' | 'color') =>
  getComputedStyle(element!)[name];

describe('The looks', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('has a light and a dark theme', async () => {
    const chat = await mountChat({ theme: 'light' });
    const light = color(find(chat, '.frame'), 'backgroundColor');
    chat.theme = 'dark';
    await chat.updateComplete;
    const dark = color(find(chat, '.frame'), 'backgroundColor');
    assert.equal(light, 'rgb(255, 255, 255)');
    assert.notEqual(dark, light);
  });

  it('writes on the accent in a colour that reads', async () => {
    const chat = await mountChat({ theme: 'light' });
    const send = find(chat, '.send')!;
    send.ariaDisabled = 'false';
    send.style.transition = 'none';
    chat.style.setProperty('--nexevo-accent', '#ffe14d');
    const onYellow = color(send, 'color');
    chat.style.setProperty('--nexevo-accent', '#123a8c');
    const onBlue = color(send, 'color');
    assert.notEqual(onYellow, onBlue);
  });

  it('shows the page’s own words', async () => {
    const chat = await mountChat({ strings: { send: 'Ask away', placeholder: 'Your question' } });
    assert.equal(find(chat, '.send')?.getAttribute('aria-label'), 'Ask away');
    assert.equal(find<HTMLTextAreaElement>(chat, 'textarea')?.placeholder, 'Your question');
    assert.equal(find(chat, '#history-toggle')?.getAttribute('aria-label'), 'Conversations');
  });

  it('speaks other languages, and turns around for those that need it', async () => {
    const chat = await mountChat({ locale: 'ja' });
    await until(() => find(chat, '.send')?.getAttribute('aria-label') === '送信');
    chat.locale = 'ar';
    await until(() => find(chat, '.frame')?.getAttribute('dir') === 'rtl');
  });

  it('always says that an AI answers, and links the privacy page only over http', async () => {
    const chat = await mountChat({ privacyUrl: 'https://example.com/privacy' });
    assert.include(find(chat, '.disclaimer')?.textContent, 'An AI answers and can make mistakes');
    assert.equal(
      find<HTMLAnchorElement>(chat, '.disclaimer a')?.href,
      'https://example.com/privacy',
    );
    chat.privacyUrl = 'javascript:alert(1)';
    await chat.updateComplete;
    assert.notExists(find(chat, '.disclaimer a'));
  });
});
