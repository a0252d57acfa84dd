import { assert } from 'chai';
import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, once, press, refuseAll, until } from './mount.ts';

const handoff = { label: 'Talk to a person', url: 'mailto:help@example.com' };

describe('The menu', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('works by keyboard as a menu does', async () => {
    const chat = await asked({ handoff, privacyUrl: '/privacy' });
    const items = await open(chat);
    const focused = () => items.indexOf(chat.shadowRoot!.activeElement as HTMLElement);
    assert.equal(focused(), 0);
    press(items[0]!, { key: 'ArrowUp' });
    assert.equal(focused(), items.length - 1);
    press(items.at(-1)!, { key: 'ArrowDown' });
    assert.equal(focused(), 0);
    press(items[0]!, { key: 'End' });
    assert.equal(focused(), items.length - 1);
    press(items.at(-1)!, { key: 'Home' });
    press(items[0]!, { key: 'd' });
    assert.equal(items[focused()]?.textContent?.trim(), 'Download my data');
    press(items[focused()]!, { key: 'd' });
    press(items[focused()]!, { key: 'Escape' });
    await until(() => !find(chat, '.menu'));
    const button = find(chat, '#menu-toggle');
    assert.equal(chat.shadowRoot!.activeElement, button);
    assert.equal(button?.getAttribute('aria-expanded'), 'false');
  });

  it('closes when something else is pressed', async () => {
    const chat = await asked();
    await open(chat);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await until(() => !find(chat, '.menu'));
  });

  it('offers what there is: no file of an empty chat, no data of somebody who was never here', async () => {
    const chat = await mountChat();
    const items = await open(chat);
    const states = items.map((item) => item.getAttribute('aria-disabled'));
    assert.deepEqual(states, ['true', 'true', 'true', 'true']);
  });

  it('deletes everything when it is confirmed, and begins anew', async () => {
    const chat = await asked();
    const token = storedToken();
    await choose(chat, 'Delete my data');
    const dialog = await until(() => find<HTMLDialogElement>(chat, 'dialog'));
    assert.isTrue(dialog.open);
    assert.equal(dialog.getAttribute('aria-labelledby'), 'dialog-title');
    assert.include(dialog.textContent, 'cannot be undone');
    dialog.querySelector<HTMLElement>('.danger')!.click();
    await until(() => find(chat, 'dialog [role=status]'));
    assert.notExists(find(chat, '.message'));
    assert.notExists(storedToken());
    find<HTMLElement>(chat, 'dialog button')!.click();
    await until(() => chat.shadowRoot!.activeElement?.id === 'menu-toggle');
    const headers = { Authorization: `Bearer ${token}` };
    const { status } = await fetch(`${chat.endpoint}/conversations`, { headers });
    assert.equal(status, 401);
  });

  it('keeps everything when deleting is called off', async () => {
    const chat = await asked();
    await choose(chat, 'Delete my data');
    const dialog = await until(() => find<HTMLDialogElement>(chat, 'dialog'));
    dialog.querySelector<HTMLElement>('.text-button')!.click();
    await until(() => !find(chat, 'dialog'));
    assert.lengthOf(findAll(chat, '.message'), 2);
    assert.exists(storedToken());
  });

  it('says so when deleting fails, and has deleted nothing here', async () => {
    const chat = await asked();
    await choose(chat, 'Delete my data');
    const dialog = await until(() => find<HTMLDialogElement>(chat, 'dialog'));
    const accept = refuseAll();
    dialog.querySelector<HTMLElement>('.danger')!.click();
    const alert = await until(() => find(chat, 'dialog [role=alert]'));
    accept();
    assert.include(alert.textContent, 'Many people are asking');
    assert.lengthOf(findAll(chat, '.message'), 2);
  });
});

describe('The hand-off', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('is in the menu, and tells the page, which may have a way of its own', async () => {
    const chat = await asked({ handoff });
    const items = await open(chat);
    const link = items.find(({ textContent }) => textContent === 'Talk to a person')!;
    assert.equal(link.getAttribute('href'), handoff.url);
    chat.addEventListener('nexevo-handoff', (event) => event.preventDefault());
    const told = once(chat, 'nexevo-handoff');
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
    link.dispatchEvent(click);
    assert.isTrue((await told).defaultPrevented);
    assert.isTrue(click.defaultPrevented);
  });

  it('is offered after a bad reply, and where an outage closes the chat', async () => {
    const chat = await asked({ handoff });
    findAll<HTMLElement>(chat, '.thumb')[1]!.click();
    await until(() => find(chat, '.feedback [part=handoff]'));
    const accept = refuseAll();
    chat.send('Is anybody there?');
    await until(() => find(chat, '.mine .problem [part=handoff]'));
    accept();
    // Where there is no room beside the words, all that can be done begins below their first letter.
    chat.style.inlineSize = '22rem';
    const words = find(chat, '.mine .problem span')!.getBoundingClientRect();
    const label = document.createRange();
    label.selectNodeContents(find(chat, '.mine .problem .text-button')!);
    assert.isAbove(label.getBoundingClientRect().top, words.bottom);
    assert.closeTo(label.getBoundingClientRect().left, words.left, 1);
  });

  it('leads to no script', async () => {
    const chat = await asked({ handoff: { ...handoff, url: 'javascript:alert(1)' } });
    await open(chat);
    assert.notExists(find(chat, '[part=handoff]'));
  });
});

describe('What the page tells', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('goes along with a message as far as the operator allows', async () => {
    const chat = await mountChat({ context: () => ({ page: '/pricing', secret: 'no' }) });
    const sent = once(chat, 'nexevo-send');
    chat.send('What does it cost?');
    assert.deepEqual((await sent).message.context, { page: '/pricing' });
  });

  it('keeps nobody from asking when it throws', async () => {
    const { error } = console;
    console.error = () => undefined;
    const chat = await mountChat({
      context: () => {
        throw new Error('not ready');
      },
    });
    const sent = once(chat, 'nexevo-send');
    chat.send('What does it cost?');
    console.error = error;
    assert.notExists((await sent).message.context);
  });
});

describe('The facts of a reply', () => {
  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('are when it was written and what it took', async () => {
    const chat = await asked();
    const facts = find(chat, '.theirs .facts')!;
    assert.match(facts.querySelector('time')!.dateTime, /^\d{4}-/);
    await until(() => /\d tokens read, \d+ written/.test(facts.textContent!));
  });

  it('come when the message has the focus, and not before', async () => {
    const chat = await asked();
    const facts = find(chat, '.theirs .facts')!;
    const time = find(chat, '.mine time')!;
    const seen = (element: Element) => getComputedStyle(element).opacity;
    chat.shadowRoot!.querySelector<HTMLElement>('textarea')!.focus();
    await until(() => seen(facts) === '0' && seen(time) === '0');
    find(chat, '.theirs')!.focus();
    await until(() => seen(facts) === '1' && seen(time) === '0');
    find(chat, '.mine')!.focus();
    await until(() => seen(facts) === '0' && seen(time) === '1');
  });

  it('are dated above each day, where a conversation spans days', async () => {
    const chat = await asked();
    const { fetch } = globalThis;
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!/\/conversations\/[^/?]+$/.test(String(input))) return response;
      const detail = await response.json();
      // The question was asked the day before it is answered.
      detail.messages[0].created_at = yesterday.toISOString();
      return Response.json(detail);
    };
    chat.remove();
    const again = document.createElement('nexevo-chat');
    again.endpoint = chat.endpoint;
    document.body.append(again);
    try {
      await until(() => findAll(again, '.day').length === 2);
      const days = findAll(again, '[part=day]').map(({ textContent }) => textContent!.trim());
      assert.deepEqual(days, ['Yesterday', 'Today']);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

async function asked(properties: Partial<NexevoChat> = {}): Promise<NexevoChat> {
  const chat = await mountChat(properties);
  const ended = once(chat, 'nexevo-reply-end');
  chat.send('What does it cost?');
  await ended;
  await until(() => find(chat, '.theirs .actions'));
  return chat;
}

async function open(chat: NexevoChat): Promise<HTMLElement[]> {
  find<HTMLElement>(chat, '#menu-toggle')!.click();
  await until(() => chat.shadowRoot!.activeElement?.role === 'menuitem');
  return findAll(chat, '[role=menuitem]');
}

async function choose(chat: NexevoChat, label: string): Promise<void> {
  const items = await open(chat);
  items.find(({ textContent }) => textContent!.includes(label))!.click();
}

function storedToken(): string | undefined {
  const kept = Object.values({ ...localStorage }).find((text) => text.includes('"token"'));
  return kept && JSON.parse(kept).token;
}
