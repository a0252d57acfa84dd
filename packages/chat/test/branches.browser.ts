import { assert } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, once, press, refuseAll, type, until } from './mount.ts';

describe('Versions of a message', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('keep an older answer reachable, here and after a reload', async () => {
    const chat = await asked('What does it cost?');
    const ended = once(chat, 'nexevo-reply-end');
    (await until(() => find<HTMLElement>(chat, '.again'))).click();
    await ended;
    await versionsRead(chat, '.theirs', '2/2');
    (await until(() => find<HTMLElement>(chat, '.theirs .previous'))).click();
    await versionsRead(chat, '.theirs', '1/2');
    const again = await reloaded(chat);
    await versionsRead(again, '.theirs', '1/2');
    assert.lengthOf(findAll(again, '.message'), 2);
  });

  it('keep the focus where it was when another one is chosen', async () => {
    const chat = await asked('What does it cost?');
    const ended = once(chat, 'nexevo-reply-end');
    (await until(() => find<HTMLElement>(chat, '.again'))).click();
    await ended;
    const button = await until(() => find<HTMLElement>(chat, '.theirs .previous'));
    button.focus();
    button.click();
    await versionsRead(chat, '.theirs', '1/2');
    assert.equal(chat.shadowRoot!.activeElement, find(chat, '.theirs .previous'));
  });

  it('hide what followed a question that is asked in other words, and bring it back', async () => {
    const chat = await asked('First question');
    await ask(chat, 'Second question');
    await edit(chat, 0, 'First question in other words');
    await versionsRead(chat, '.mine', '2/2');
    assert.deepEqual(texts(chat), ['First question in other words']);
    const previous = '.mine .previous[aria-disabled=false]';
    (await until(() => find<HTMLElement>(chat, previous))).click();
    await until(() => texts(chat).length === 2);
    assert.deepEqual(texts(chat), ['First question', 'Second question']);
    const again = await reloaded(chat);
    assert.deepEqual(texts(again), ['First question', 'Second question']);
  });

  it('that could not be had say why, in a box no wider than its words', async () => {
    const chat = await asked('What does it cost?');
    const accept = refuseAll();
    (await until(() => find<HTMLElement>(chat, '.again'))).click();
    const problem = await until(() => find(chat, '.theirs .problem'));
    accept();
    const words = problem.querySelector('span')!.getBoundingClientRect();
    const padding = Number.parseFloat(getComputedStyle(problem).paddingInlineEnd);
    assert.closeTo(problem.getBoundingClientRect().right - words.right, padding, 0.5);
  });

  it('are told apart in one word for screen readers', async () => {
    const chat = await asked('What does it cost?');
    const ended = once(chat, 'nexevo-reply-end');
    (await until(() => find<HTMLElement>(chat, '.again'))).click();
    await ended;
    const group = await until(() => find<HTMLElement>(chat, '.versions'));
    // The word comes with the other English ones that a first chat does not show.
    await until(() => group.getAttribute('aria-label') === 'Version 2 of 2');
    assert.equal(group.querySelector('.next')!.getAttribute('aria-disabled'), 'true');
  });
});

describe('Editing a question', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('leaves it as it was with Escape, and the focus where it came from', async () => {
    const chat = await asked('What does it cost?');
    const area = await openEditor(chat, 0);
    area.value = 'Never mind';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press(area, { key: 'Escape' });
    const bubble = await until(() => find<HTMLElement>(chat, '.bubble'));
    assert.equal(bubble.textContent, 'What does it cost?');
    await until(() => chat.shadowRoot!.activeElement?.classList.contains('edit'));
  });

  it('begins with the arrow up in an empty composer, at the last question', async () => {
    const chat = await asked('First question');
    await ask(chat, 'Second question');
    press(await type(chat, 'typed'), { key: 'ArrowUp' });
    assert.notExists(find(chat, '.editor'));
    press(await type(chat, ''), { key: 'ArrowUp' });
    const area = await until(() => find<HTMLTextAreaElement>(chat, '.editor textarea'));
    assert.equal(area.value, 'Second question');
    assert.equal(chat.shadowRoot!.activeElement, area);
  });

  it('leaves Enter to a composition', async () => {
    const chat = await asked('What does it cost?');
    const area = await openEditor(chat, 0);
    press(area, { key: 'Enter', isComposing: true });
    press(area, { key: 'Enter', keyCode: 229 });
    await chat.updateComplete;
    assert.isTrue(area.isConnected);
  });

  it('is kept open when the page prevents sending', async () => {
    const chat = await asked('What does it cost?');
    chat.addEventListener('nexevo-before-send', (event) => event.preventDefault());
    const area = await openEditor(chat, 0);
    press(area, { key: 'Enter' });
    await chat.updateComplete;
    assert.isTrue(area.isConnected);
    assert.lengthOf(texts(chat), 0);
  });

  it('keeps words that could not be sent, to send them again or to take them back', async () => {
    const chat = await asked('What does it cost?');
    const accept = refuseAll();
    await edit(chat, 0, 'What would it cost?');
    await until(() => find<HTMLElement>(chat, '.mine .problem'));
    accept();
    assert.deepEqual(texts(chat), ['What would it cost?']);
    const [retry, , cancel] = findAll(chat, '.mine .text-button');
    assert.equal(retry?.textContent?.trim(), 'Retry');
    cancel!.click();
    await until(() => texts(chat)[0] === 'What does it cost?');
    assert.lengthOf(findAll(chat, '.theirs'), 1);
    const again = await reloaded(chat);
    assert.deepEqual(texts(again), ['What does it cost?']);
  });
});

async function asked(text: string): Promise<NexevoChat> {
  const chat = await mountChat();
  await ask(chat, text);
  return chat;
}

async function ask(chat: NexevoChat, text: string): Promise<void> {
  const ended = once(chat, 'nexevo-reply-end');
  chat.send(text);
  await ended;
  await until(() => find<HTMLElement>(chat, '.newest > :last-child .actions'));
}

function texts(chat: NexevoChat): string[] {
  return findAll(chat, '.bubble').map(({ textContent }) => textContent!);
}

async function openEditor(chat: NexevoChat, index: number): Promise<HTMLTextAreaElement> {
  (await until(() => findAll(chat, '.mine .edit')[index])).click();
  return until(() => find<HTMLTextAreaElement>(chat, '.editor textarea'));
}

async function edit(chat: NexevoChat, index: number, text: string): Promise<void> {
  const area = await openEditor(chat, index);
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await chat.updateComplete;
  press(area, { key: 'Enter' });
  await until(() => texts(chat).includes(text));
}

async function versionsRead(chat: NexevoChat, where: string, words: string): Promise<void> {
  await until(() => find<HTMLElement>(chat, `${where} .versions > span`)?.textContent === words);
}

/** The same browser's next visit to the page. */
async function reloaded(chat: NexevoChat): Promise<NexevoChat> {
  chat.remove();
  const again = document.createElement('nexevo-chat');
  again.endpoint = chat.endpoint;
  document.body.append(again);
  await until(() => find(again, '.theirs .actions'));
  return again;
}
