import { expect } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, once, until } from './mount.ts';

/** What the browser tells of a window whose lower part lies under a keyboard. */
class Keyboard extends EventTarget implements Partial<VisualViewport> {
  scale = 1;
  offsetTop = 0;
  height = innerHeight;

  cover(pixels: number, offsetTop = 0): void {
    this.height = innerHeight - pixels;
    this.offsetTop = offsetTop;
    this.dispatchEvent(new Event('resize'));
  }
}

describe('the room that <nexevo-chat> has', () => {
  let chat: NexevoChat;
  afterEach(() => chat.remove());

  for (const width of [280, 320, 3840]) {
    it(`shows nothing beside itself at ${width} px, and lines that can be read`, async () => {
      chat = await mountChat({ prompts: [{ label: 'Where is my order?', prompt: 'Where?' }] });
      chat.style.inlineSize = `${width}px`;
      const ended = once(chat, 'nexevo-reply-end');
      chat.send(`Hello ${'averylongword'.repeat(12)}`);
      await ended;
      await chat.updateComplete;
      const frame = find(chat, '.frame')!;
      expect(frame.getBoundingClientRect().width).to.equal(width);
      const right = frame.getBoundingClientRect().right;
      for (const element of findAll(chat, '.header *, .column, .bubble, .composer, .composer *'))
        expect(element.getBoundingClientRect().right, element.className).to.be.at.most(right);
      expect(find(chat, '.column')!.getBoundingClientRect().width).to.be.at.most(44 * 16);
      expect(find(chat, '.composer')!.getBoundingClientRect().width).to.be.at.most(44 * 16);
    });
  }

  it('is all the list’s, where little of the chat would be left beside it', async () => {
    chat = await mountChat();
    for (const [width, list] of [
      [400, 400],
      [700, 310],
      [900, 276],
    ] as const) {
      chat.style.inlineSize = `${width}px`;
      await until(() => find(chat, '.frame')!.classList.contains('wide') === width > 800);
      const toggle = find(chat, '#history-toggle')!;
      if (toggle.ariaExpanded === 'false') toggle.click();
      // The frame has a border of one pixel.
      await until(() => Math.abs(find(chat, '.history')!.offsetWidth - list) <= 2);
    }
  });

  it('has each message hold what belongs to it: Safari paints nothing beside what it contains', async () => {
    chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    await ended;
    await until(() => findAll(chat, '.actions').length === 2);
    for (const actions of findAll(chat, '.actions')) {
      const inner = actions.getBoundingClientRect();
      const outer = actions.closest('nexevo-chat-message')!.getBoundingClientRect();
      expect(inner.bottom).to.be.at.most(outer.bottom);
      expect(inner.left).to.be.at.least(outer.left);
      expect(inner.right).to.be.at.most(outer.right);
    }
    // Nor does the room of the reply lie over what belongs to the question.
    const edit = find(chat, '.mine .actions button')!;
    const { left, bottom } = edit.getBoundingClientRect();
    const met = chat.shadowRoot!.elementFromPoint(left + 9, bottom - 5);
    expect(met?.closest('button') === edit).to.equal(true);
  });

  describe('with an on-screen keyboard', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'visualViewport')!;
    let keyboard: Keyboard;

    beforeEach(() => {
      keyboard = new Keyboard();
      Object.defineProperty(globalThis, 'visualViewport', { value: keyboard, configurable: true });
    });

    afterEach(() => Object.defineProperty(globalThis, 'visualViewport', own));

    const bottom = (selector: string) => find(chat, selector)!.getBoundingClientRect().bottom;

    it('stays above it, full screen', async () => {
      chat = await mountChat({ mode: 'fullscreen' });
      await until(() => find(chat, '.composer'));
      expect(bottom('.frame')).to.equal(innerHeight);
      keyboard.cover(260);
      expect(bottom('.frame')).to.equal(innerHeight - 260);
      expect(bottom('.composer')).to.be.below(innerHeight - 260);
      // Safari moves the page up below the keyboard.
      keyboard.cover(260, 40);
      expect(find(chat, '.frame')!.getBoundingClientRect().top).to.equal(40);
      expect(bottom('.frame')).to.equal(innerHeight - 220);
      keyboard.cover(0);
      expect(bottom('.frame')).to.equal(innerHeight);
    });

    it('stays above it as a bubble', async () => {
      chat = await mountChat({ mode: 'bubble', open: true });
      await until(() => find(chat, '.composer'));
      keyboard.cover(260);
      expect(bottom('.composer')).to.be.below(innerHeight - 260);
      expect(find(chat, '.frame')!.getBoundingClientRect().top).to.be.at.least(0);
    });

    it('stays where it is for who zooms in, and for a bar of the browser', async () => {
      chat = await mountChat({ mode: 'fullscreen' });
      keyboard.scale = 2;
      keyboard.cover(300);
      expect(bottom('.frame')).to.equal(innerHeight);
      keyboard.scale = 1;
      keyboard.cover(60);
      expect(bottom('.frame')).to.equal(innerHeight);
    });

    it('hears nothing more once it is removed', async () => {
      chat = await mountChat({ mode: 'fullscreen' });
      chat.remove();
      keyboard.cover(260);
      expect(chat.style.length).to.equal(0);
    });
  });
});
