import { expect } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, mountChat, until } from './mount.ts';

const frame = () => new Promise(requestAnimationFrame);
const task = () => new Promise((resolve) => setTimeout(resolve));

describe('following the newest text', () => {
  let chat: NexevoChat;
  let scroller: HTMLElement;
  /** Stands for a reply: what it is made of is nothing to the scrolling. */
  let reply: HTMLElement;

  const isAtEnd = () =>
    scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 1 &&
    scroller.scrollTop > 0;

  const hasLetGo = () => find(chat, '.jump') !== null;

  beforeEach(async () => {
    chat = await mountChat({ hideHistory: true });
    scroller = find(chat, '.scroller')!;
    reply = document.createElement('div');
    reply.style.cssText = 'flex: none; block-size: 2000px';
    scroller.firstElementChild!.append(reply);
    await until(isAtEnd);
  });
  afterEach(() => chat.remove());

  it('goes on when a reply gets shorter, as one whose thinking is folded, and then longer', async () => {
    for (let times = 0; times < 5; times += 1) {
      await frame();
      reply.style.blockSize = '1200px';
      await task();
      reply.style.blockSize = '2000px';
      await frame();
      await frame();
      expect(hasLetGo()).to.equal(false);
    }
    await until(isAtEnd);
  });

  it('goes on when something makes place for text, where the browser lays out between frames', async () => {
    for (let times = 0; times < 5; times += 1) {
      const line = document.createElement('div');
      line.style.cssText = 'flex: none; block-size: 200px';
      reply.after(line);
      await until(isAtEnd);
      await frame();
      await task();
      line.remove();
      await Promise.resolve();
      // Asking lays out.
      expect(scroller.scrollTop).to.be.above(0);
      reply.style.blockSize = `${reply.offsetHeight + 400}px`;
      await frame();
      await frame();
      expect(hasLetGo()).to.equal(false);
    }
  });

  it('goes on through a chat that is hidden, shown and resized', async () => {
    chat.style.display = 'none';
    await frame();
    reply.style.blockSize = '3000px';
    await frame();
    chat.style.display = '';
    await until(isAtEnd);
    chat.style.blockSize = '340px';
    await frame();
    chat.style.blockSize = '900px';
    await until(() => scroller.clientHeight > 400 && isAtEnd());
    expect(hasLetGo()).to.equal(false);
  });

  it('goes on in a chat that is moved on the page, or stays where the reader was', async () => {
    const place = document.createElement('main');
    document.body.append(place);
    place.append(chat);
    await until(isAtEnd);
    scroller.scrollTop = 700;
    await until(hasLetGo);
    document.body.append(chat);
    place.remove();
    await until(() => scroller.scrollTop === 700);
    await frame();
    await frame();
    expect(scroller.scrollTop).to.equal(700);
    expect(hasLetGo()).to.equal(true);
  });

  it('ends when the reader scrolls up, and goes on from the end', async () => {
    scroller.scrollTop -= 400;
    const jump = await until(() => find<HTMLElement>(chat, '.jump'));
    const { scrollTop } = scroller;
    reply.style.blockSize = '2600px';
    await frame();
    await frame();
    expect(scroller.scrollTop).to.equal(scrollTop);
    jump.click();
    await until(isAtEnd);
    await until(() => !hasLetGo());
  });
});
