import { assert } from 'chai';
import {
  api,
  focused,
  groups,
  listed,
  make,
  pick,
  row,
  titles,
  typeInto,
  withConversations,
} from './conversation-list.ts';
import { find, findAll, press, until } from './mount.ts';

describe('The list of conversations', function () {
  // Several replies one after another, on a machine that may be busy.
  this.timeout(40_000);

  afterEach(() => document.querySelector('nexevo-chat')?.remove());

  it('is one stop of the Tab key, with the arrows inside', async () => {
    const chat = await withConversations('Alpha', 'Beta', 'Gamma');
    assert.deepEqual(titles(chat), ['Gamma', 'Beta', 'Alpha']);
    const stops = findAll(chat, '.row [tabindex="0"]').map((one) => one.closest('.row'));
    assert.lengthOf(new Set(stops), 1);
    row(chat, 'Gamma').focus();
    press(row(chat, 'Gamma'), { key: 'ArrowDown' });
    assert.equal(focused(chat), 'Beta');
    press(row(chat, 'Beta'), { key: 'End' });
    assert.equal(focused(chat), 'Alpha');
    press(row(chat, 'Alpha'), { key: 'ArrowDown' });
    assert.equal(focused(chat), 'Alpha');
    press(row(chat, 'Alpha'), { key: 'Home' });
    press(row(chat, 'Gamma'), { key: 'ArrowRight' });
    assert.include(chat.shadowRoot!.activeElement?.className, 'row-more');
    press(chat.shadowRoot!.activeElement as HTMLElement, { key: 'ArrowLeft' });
    assert.equal(focused(chat), 'Gamma');
  });

  it('cuts a long title, and not the menu beside it', async () => {
    const title = 'A question that is longer than the list is wide, as most are';
    const chat = await withConversations(title);
    const list = find(chat, '.history-scroll')!;
    assert.equal(list.scrollWidth, list.clientWidth);
    const menu = find(chat, '.row-more')!.getBoundingClientRect();
    assert.isAtMost(menu.right, list.getBoundingClientRect().right);
    assert.isAbove(row(chat, title).scrollWidth, row(chat, title).clientWidth);
  });

  it('renames in place by F2, and the focus stays with the row', async () => {
    const chat = await withConversations('Alpha', 'Beta');
    row(chat, 'Alpha').focus();
    press(row(chat, 'Alpha'), { key: 'F2' });
    const field = await until(() => find<HTMLInputElement>(chat, '.row-rename'));
    await until(() => chat.shadowRoot!.activeElement === field);
    field.value = '東京';
    press(field, { key: 'Enter', keyCode: 229 });
    press(field, { key: 'Enter', isComposing: true });
    await chat.updateComplete;
    assert.exists(find(chat, '.row-rename'), 'Enter that confirms a composition ends nothing');
    press(field, { key: 'Enter' });
    await until(() => focused(chat) === '東京');
    assert.deepEqual(titles(chat), ['Beta', '東京']);
    press(row(chat, '東京'), { key: 'F2' });
    const again = await until(() => find<HTMLInputElement>(chat, '.row-rename'));
    again.value = 'Never mind';
    press(again, { key: 'Escape' });
    await until(() => focused(chat) === '東京');
    const server = await listed(chat);
    assert.deepEqual(server, ['Beta', '東京']);
  });

  it('gives the focus to the next row after a delete, and to the row that comes back', async () => {
    const chat = await withConversations('Alpha', 'Beta', 'Gamma');
    row(chat, 'Beta').focus();
    press(row(chat, 'Beta'), { key: 'Delete' });
    await until(() => focused(chat) === 'Alpha');
    press(row(chat, 'Alpha'), { key: 'Delete' });
    await until(() => focused(chat) === 'Gamma');
    press(row(chat, 'Gamma'), { key: 'z', ctrlKey: true });
    await until(() => focused(chat) === 'Alpha');
    press(row(chat, 'Alpha'), { key: 'Delete' });
    await until(() => focused(chat) === 'Gamma');
    press(row(chat, 'Gamma'), { key: 'Delete' });
    // Nothing is left but the way back.
    const undo = await until(() => find<HTMLElement>(chat, '.toast button'));
    await until(() => chat.shadowRoot!.activeElement === undo);
    undo.click();
    await until(() => focused(chat) === 'Gamma');
    await until(async () => (await listed(chat)).join() === 'Gamma');
  });

  it('brings a deleted one back into what a search had found', async () => {
    const chat = await withConversations('Alpha', 'Beta');
    const field = find<HTMLInputElement>(chat, '[type=search]')!;
    field.value = 'alp';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => titles(chat).join() === 'Alpha');
    press(row(chat, 'Alpha'), { key: 'Delete' });
    (await until(() => find<HTMLElement>(chat, '.toast button'))).click();
    await until(() => titles(chat).join() === 'Alpha');
    await until(async () => (await listed(chat)).length === 2);
  });

  it('pins from the menu, above all days', async () => {
    const chat = await withConversations('Alpha', 'Beta');
    await pick(chat, 'Alpha', 'Pin');
    await until(() => titles(chat).join() === 'Alpha,Beta');
    assert.deepEqual(groups(chat), ['Pinned', 'Today']);
    await until(() => focused(chat) === 'Alpha');
    await until(async () => (await listed(chat)).join() === 'Alpha,Beta');
    await pick(chat, 'Alpha', 'Unpin');
    await until(() => groups(chat).join() === 'Today');
  });

  it('closes its menu by Escape, and nothing else with it', async () => {
    const chat = await withConversations('Alpha');
    const more = row(chat, 'Alpha').nextElementSibling as HTMLElement;
    more.click();
    const menu = await until(() => find(chat, '.row-menu:popover-open'));
    const [first, , last] = menu.querySelectorAll<HTMLElement>('[role=menuitem]');
    assert.equal(chat.shadowRoot!.activeElement, first);
    press(first!, { key: 'ArrowUp' });
    assert.equal(chat.shadowRoot!.activeElement, last);
    press(last!, { key: 'Escape' });
    await until(() => !menu.matches(':popover-open'));
    await until(() => chat.shadowRoot!.activeElement === more);
    assert.isFalse(find(chat, '.history')!.hidden);
  });

  it('searches titles and texts when typing pauses, and not while a word is composed', async () => {
    const chat = await withConversations('Alpha', 'Beta', 'ベータ版');
    const asked: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      if (String(input).includes('q=')) asked.push(String(input));
      return fetch(input, init);
    };
    try {
      const field = find<HTMLInputElement>(chat, '[type=search]')!;
      for (const text of ['b', 'be', 'bet']) typeInto(field, text);
      await until(() => titles(chat).join() === 'Beta');
      assert.lengthOf(asked, 1);
      await until(() => find(chat, '[role=status]')?.textContent === 'Results: 1');
      typeInto(field, 'べ', { isComposing: true });
      typeInto(field, 'ベ', { isComposing: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.lengthOf(asked, 1, 'nothing is asked in the middle of a composition');
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      await until(() => titles(chat).join() === 'ベータ版');
      typeInto(field, 'nobody said this');
      await until(() => find(chat, '.history-empty')?.textContent?.includes('Nothing found.'));
      press(field, { key: 'Escape' });
      await until(() => titles(chat).length === 3);
      assert.equal(field.value, '');
      assert.lengthOf(asked, 3, 'what is known is not asked for again');
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('reads on as it is scrolled, and says when it could not', async () => {
    const chat = await withConversations(
      ...Array.from({ length: 34 }, (_, index) => `No. ${index}`),
    );
    assert.isAtMost(titles(chat).length, 34);
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      if (String(input).includes('cursor=')) throw new TypeError('Failed to fetch');
      return fetch(input, init);
    };
    find(chat, '.history-more, .row:last-child')?.scrollIntoView();
    const retry = await until(() => find<HTMLElement>(chat, '.history-scroll .problem button'));
    assert.lengthOf(titles(chat), 30);
    globalThis.fetch = fetch;
    retry.click();
    await until(() => titles(chat).length === 34);
    assert.lengthOf(new Set(titles(chat)), 34);
    assert.notExists(find(chat, '.history-more'));
  });

  it('takes a new title back that could not be stored, and says so', async () => {
    const chat = await withConversations('Alpha');
    const { fetch } = globalThis;
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    press(row(chat, 'Alpha'), { key: 'F2' });
    const field = await until(() => find<HTMLInputElement>(chat, '.row-rename'));
    field.value = 'Omega';
    press(field, { key: 'Enter' });
    await until(() => find(chat, '.history-scroll .problem'));
    globalThis.fetch = fetch;
    assert.deepEqual(titles(chat), ['Alpha']);
  });

  it('takes back what could not be stored, and nothing that was changed beside it', async () => {
    const chat = await withConversations('Alpha', 'Beta');
    const { fetch } = globalThis;
    const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
    globalThis.fetch = async (input, init) => {
      if (!/title/.test(String(init?.body))) return fetch(input, init);
      await refused;
      throw new TypeError('Failed to fetch');
    };
    press(row(chat, 'Alpha'), { key: 'F2' });
    const field = await until(() => find<HTMLInputElement>(chat, '.row-rename'));
    field.value = 'Omega';
    press(field, { key: 'Enter' });
    await until(() => row(chat, 'Omega'));
    await pick(chat, 'Omega', 'Pin');
    await until(() => groups(chat).join() === 'Pinned,Today');
    refuse();
    await until(() => find(chat, '.history-scroll .problem'));
    await until(() => titles(chat).join() === 'Alpha,Beta');
    await until(async () => (await api(chat, '/conversations')).conversations[0].pinned);
    globalThis.fetch = fetch;
    assert.deepEqual(groups(chat), ['Pinned', 'Today']);
    assert.deepEqual(await listed(chat), ['Alpha', 'Beta']);
  });

  it('is there at once when it opens again, and then as the proxy has it', async () => {
    const chat = await withConversations('Alpha');
    const toggle = find<HTMLElement>(chat, '#history-toggle')!;
    toggle.click();
    await chat.updateComplete;
    await make(chat, 'Beta');
    toggle.click();
    await chat.updateComplete;
    assert.deepEqual(titles(chat), ['Alpha']);
    assert.notExists(find(chat, '.history-scroll > .skeleton'));
    await until(() => titles(chat).join() === 'Beta,Alpha');
  });
});
