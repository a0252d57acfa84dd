import { assert } from 'chai';
import { find, findAll, mountChat, once, refuseAll, until } from './mount.ts';

describe('The chat', () => {
  afterEach(() => {
    for (const chat of document.querySelectorAll('nexevo-chat')) chat.remove();
  });

  it('goes on with a reply after it was taken out of the page and put back', async () => {
    const chat = await mountChat();
    const started = once(chat, 'nexevo-reply-start');
    // On a machine that is busy all of it may come at once.
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('How do I put the chat on my site?');
    await started;
    chat.remove();
    document.body.append(chat);
    const { message } = await ended;
    assert.equal(message.status, 'complete');
    await until(() => find(chat, '.actions'));
    assert.lengthOf(findAll(chat, '.theirs'), 1);
    assert.notInclude(find(chat, '.theirs')?.textContent, 'undefined');
  });

  it('shows the conversation again after a reload, its vote included', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('What does it cost?');
    const { message } = await ended;
    const voted = once(chat, 'nexevo-feedback');
    (await until(() => find<HTMLElement>(chat, '.thumb'))).click();
    assert.deepEqual((await voted).feedback, { rating: 1 });
    chat.remove();
    const again = document.createElement('nexevo-chat');
    again.endpoint = chat.endpoint;
    document.body.append(again);
    const thumb = await until(() => find(again, '.thumb'));
    assert.equal(thumb.getAttribute('aria-pressed'), 'true');
    assert.equal(find(again, '.bubble')?.textContent, 'What does it cost?');
    assert.equal(message.status, 'complete');
  });

  it('loads a conversation although it is moved on the page meanwhile', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    const { message } = await ended;
    chat.remove();
    const again = document.createElement('nexevo-chat');
    Object.assign(again, { endpoint: chat.endpoint, conversationId: message.conversation_id });
    document.body.append(again);
    await again.updateComplete;
    document.body.append(document.createElement('main'));
    document.querySelector('main')!.append(again);
    await until(() => find(again, '.actions'));
    document.querySelector('main')!.remove();
  });

  it('reads a conversation when it is asked to again, which it could not read before', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    const { conversation_id } = (await ended).message;
    chat.remove();
    const again = document.createElement('nexevo-chat');
    again.endpoint = chat.endpoint;
    const accept = refuseAll('origin_not_allowed', 403);
    document.body.append(again);
    const retry = await until(() => find<HTMLElement>(again, '.column > .problem button'));
    accept();
    assert.lengthOf(findAll(again, '.message'), 0);
    retry.click();
    await until(() => find(again, '.bubble')?.textContent === 'Hello');
    assert.notExists(find(again, '.problem'));
    await again.openConversation(conversation_id);
    assert.lengthOf(findAll(again, '.message'), 2);
  });

  it('asks what was wrong, and sends tags and a comment', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('What does it cost?');
    await ended;
    const first = once(chat, 'nexevo-feedback');
    (await until(() => findAll<HTMLElement>(chat, '.thumb')[1])).click();
    await first;
    const form = await until(() => find<HTMLFormElement>(chat, 'form'));
    const chip = [...form.querySelectorAll<HTMLElement>('.chip')].find(({ textContent }) =>
      textContent?.includes('Incorrect'),
    );
    chip!.click();
    const area = form.querySelector('textarea')!;
    area.value = 'The figure is off.';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const second = once(chat, 'nexevo-feedback');
    form.requestSubmit();
    assert.deepEqual((await second).feedback, {
      rating: -1,
      tags: ['incorrect'],
      comment: 'The figure is off.',
    });
    await until(() => find(chat, '.thanks'));
  });

  it('takes a vote back that could not be stored', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('What does it cost?');
    await ended;
    const thumb = await until(() => find<HTMLElement>(chat, '.thumb'));
    const { fetch } = globalThis;
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    thumb.click();
    await chat.updateComplete;
    const problem = await until(() => find(chat, '.theirs .problem'));
    globalThis.fetch = fetch;
    assert.include(problem.textContent, 'could not be saved');
    assert.equal(thumb.getAttribute('aria-pressed'), 'false');
  });

  it('leaves a reply to the conversation it belongs to', async () => {
    const chat = await mountChat();
    const started = once(chat, 'nexevo-reply-start');
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('How do I put the chat on my site?');
    const id = (await started).message.conversation_id;
    chat.newConversation();
    await chat.updateComplete;
    assert.notExists(find(chat, '.message'));
    assert.equal((await ended).message.conversation_id, id);
    assert.notExists(find(chat, '.message'));
    await chat.openConversation(id);
    await until(() => find(chat, '.actions'));
    assert.lengthOf(findAll(chat, '.message'), 2);
  });

  it('says a reply once when it is there, not piece by piece', async () => {
    const chat = await mountChat();
    const said = new Set<string>();
    const region = find(chat, '[aria-live=polite]')!;
    new MutationObserver(() => said.add(region.textContent ?? '')).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    await ended;
    await until(() => [...said].some((text) => text.startsWith('Assistant: ')));
    // That it is being written is said before, where there is time between the two.
    said.delete('The assistant is writing.');
    assert.lengthOf([...said], 1);
    assert.equal(find(chat, '[role=log]')?.getAttribute('aria-live'), 'off');
  });

  it('copies where there is no clipboard API, and the focus stays where it was', async () => {
    const chat = await mountChat();
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    const { text } = (await ended).message;
    const copy = await until(() => find<HTMLElement>(chat, '.theirs nexevo-chat-copy button'));
    const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')!;
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    const { execCommand } = document;
    const copied: string[] = [];
    document.execCommand = () => {
      // What is selected in the field that has the focus.
      copied.push((document.activeElement as HTMLTextAreaElement).value);
      return true;
    };
    copy.focus();
    copy.click();
    await until(() => copy.ariaLabel === 'Copied');
    document.execCommand = execCommand;
    Object.defineProperty(navigator, 'clipboard', own);
    assert.deepEqual(copied, [text]);
    assert.equal(chat.shadowRoot!.activeElement, copy);
    // And says so where the browser allows neither way.
    await until(() => copy.ariaLabel === 'Copy');
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    document.execCommand = () => false;
    copy.click();
    await until(() => copy.ariaLabel === 'Not copied');
    await until(() => find(chat, '[role=status]')?.textContent?.trim() === 'Not copied');
    document.execCommand = execCommand;
    navigator.clipboard.writeText = writeText;
  });

  it('says on the page, and in the console, that its endpoint is missing', async () => {
    const { error } = console;
    const lines: unknown[] = [];
    console.error = (...line: unknown[]) => lines.push(...line);
    const chat = await mountChat({ endpoint: '' });
    console.error = error;
    await until(() => find(chat, '.problem')?.textContent?.includes('endpoint'));
    assert.include(String(lines[0]), 'endpoint');
  });
});
