import { assert } from 'chai';
import { find, findAll, mountChat, once, press, type, until } from './mount.ts';

describe('The composer', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('sends with Enter and is empty then', async () => {
    const chat = await mountChat();
    const area = await type(chat, 'Hello there');
    const sent = once(chat, 'nexevo-send');
    press(area, { key: 'Enter' });
    const bubble = await until(() => find(chat, '.mine .bubble'));
    assert.equal(bubble.textContent, 'Hello there');
    assert.equal(area.value, '');
    assert.equal((await sent).message.text, 'Hello there');
  });

  it('makes a new line with Shift and Enter', async () => {
    const chat = await mountChat();
    press(await type(chat, 'Hello'), { key: 'Enter', shiftKey: true });
    await chat.updateComplete;
    assert.notExists(find(chat, '.mine'));
  });

  it('leaves Enter to a composition that is going on, or has just ended in Safari', async () => {
    const chat = await mountChat();
    const area = await type(chat, 'こんにちは');
    press(area, { key: 'Enter', isComposing: true });
    press(area, { key: 'Enter', keyCode: 229 });
    await chat.updateComplete;
    assert.notExists(find(chat, '.mine'));
    assert.equal(area.value, 'こんにちは');
    press(area, { key: 'Enter' });
    await until(() => find(chat, '.mine'));
  });

  it('keeps the text when the page prevents sending', async () => {
    const chat = await mountChat();
    chat.addEventListener('nexevo-before-send', (event) => event.preventDefault());
    const area = await type(chat, 'Not this');
    press(area, { key: 'Enter' });
    await chat.updateComplete;
    assert.equal(area.value, 'Not this');
    assert.notExists(find(chat, '.mine'));
  });

  it('sends nothing that is blank or too long', async () => {
    const chat = await mountChat();
    press(await type(chat, '  \n '), { key: 'Enter' });
    assert.notExists(find(chat, '.mine'));
    await until(() => find(chat, '.composer textarea')?.isConnected);
    await type(chat, 'x');
    await until(() => localStorage.length > 0);
    const area = await type(chat, 'x'.repeat(200_000));
    await until(() => find(chat, '.counter.over'));
    press(area, { key: 'Enter' });
    await chat.updateComplete;
    assert.notExists(find(chat, '.mine'));
    assert.equal(area.getAttribute('aria-invalid'), 'true');
  });

  it('stops a reply and keeps what has arrived', async () => {
    const chat = await mountChat({ endpoint: globalThis.__NEXEVO_SLOW_ENDPOINT__ });
    const started = once(chat, 'nexevo-reply-start');
    chat.send('Show me what you can render');
    await started;
    const ended = once(chat, 'nexevo-reply-end');
    find(chat, '.send.stop')!.click();
    const { message } = await ended;
    await chat.updateComplete;
    assert.equal(message.reason, 'stopped');
    assert.isAbove(message.text.length, 0);
    const mark = await until(() => find(chat, '.theirs .mark'));
    assert.include(mark.textContent, 'Stopped');
    assert.lengthOf(findAll(chat, '.theirs'), 1);
  });

  it('grows with its text and shrinks again where the browser has no field-sizing', async () => {
    const { supports } = CSS;
    CSS.supports = () => false;
    try {
      const chat = await mountChat();
      const area = find<HTMLTextAreaElement>(chat, '.composer textarea')!;
      area.style.setProperty('field-sizing', 'fixed');
      const single = area.offsetHeight;
      await type(chat, 'one\ntwo\nthree');
      await until(() => area.offsetHeight > single + 40);
      await type(chat, 'line\n'.repeat(60));
      await until(() => area.offsetHeight > single + 90);
      assert.isBelow(
        area.offsetHeight,
        chat.offsetHeight / 2,
        'it leaves the conversation its room',
      );
      await type(chat, 'one');
      await until(() => area.offsetHeight === single);
    } finally {
      CSS.supports = supports;
    }
  });
});
