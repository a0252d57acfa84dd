import { expect } from 'chai';
import { NexevoChat } from '../src/index.ts';
import { find, findAll, mountChat, once, type, until } from './mount.ts';

const textOf = (chat: Element, part: string) =>
  find(chat, `[part~='${part}']`)?.textContent?.trim();

/** The element that a slot of the chat shows. */
function slotted(chat: Element, name: string, words: string): HTMLElement {
  const own = document.createElement('b');
  own.slot = name;
  own.textContent = words;
  chat.append(own);
  return own;
}

describe('what the page may say to <nexevo-chat>', function () {
  // Whole replies, on a machine that may be busy.
  this.timeout(40_000);
  let chat: NexevoChat;

  afterEach(() => {
    chat.remove();
    document.documentElement.style.colorScheme = '';
  });

  it('takes the page’s words for heading, greeting, placeholder and disclaimer, as attributes too', async () => {
    chat = await mountChat();
    const words = {
      heading: 'Ask us',
      greeting: 'Good day',
      placeholder: 'Go on',
      disclaimer: 'A robot.',
    };
    for (const [name, text] of Object.entries(words)) chat.setAttribute(name, text);
    await chat.updateComplete;
    expect(textOf(chat, 'heading')).to.equal('Ask us');
    expect(textOf(chat, 'greeting')).to.equal('Good day');
    expect(find<HTMLTextAreaElement>(chat, "[part='input']")?.placeholder).to.equal('Go on');
    expect(textOf(chat, 'disclaimer')).to.contain('A robot.');
  });

  it('takes its defaults where a framework says undefined, or null', async () => {
    const nothing = ['prompts', 'strings', 'mode', 'theme', 'locale', 'heading', 'imageHosts'];
    for (const value of [undefined, null]) {
      chat?.remove();
      chat = await mountChat(Object.fromEntries(nothing.map((name) => [name, value])));
      expect(textOf(chat, 'greeting')).not.to.equal('');
      expect(chat.offsetHeight, 'it has folded').to.be.greaterThan(300);
    }
    chat.remove();
    chat = await mountChat(Object.fromEntries([['endpoint', undefined]]));
    expect(find(chat, '.unset')).not.to.equal(null);
    chat.remove();
    chat = await mountChat();
    chat.setAttribute('mode', 'bubbel');
    await chat.updateComplete;
    expect(chat.offsetHeight, 'a mode that there is not').to.be.greaterThan(300);
  });

  it('takes what it can of properties of another type, and tells the author of the rest', async () => {
    const { error } = console;
    const told: string[] = [];
    console.error = (words: string) => told.push(words);
    try {
      chat = await mountChat(
        Object.fromEntries([
          ['prompts', ['Hello', null, { label: 'No prompt' }]],
          ['feedbackTags', { positive: 'clear' }],
        ]),
      );
      const prompts = findAll(chat, "[part='prompt']");
      expect(prompts.map(({ textContent }) => textContent?.trim())).to.deep.equal(['Hello']);
      const ended = once(chat, 'nexevo-reply-end');
      prompts[0]!.click();
      await ended;
      expect(findAll(chat, '.mine .bubble').map(({ textContent }) => textContent)).to.deep.equal([
        'Hello',
      ]);
      Object.assign(chat, { prompts: 'Good morning' });
      await chat.updateComplete;
      expect(chat.prompts).to.deep.equal([{ label: 'Good morning', prompt: 'Good morning' }]);
    } finally {
      console.error = error;
    }
    const names = told.map((words) => /"(\w+)"/.exec(words)?.[1]);
    expect(names).to.deep.equal(['prompts', 'feedbackTags']);
  });

  it('lets nobody in whose getIdentityToken is no function, and says so, but not at every key', async () => {
    const { error } = console;
    const told: string[] = [];
    console.error = (words: string) => told.push(words);
    try {
      chat = await mountChat(
        Object.fromEntries([
          ['getIdentityToken', 'a token'],
          // The list asks who is there, too.
          ['hideHistory', true],
        ]),
      );
      for (const text of ['H', 'He', 'Hel']) {
        await type(chat, text);
        await until(() => told.length > 0);
      }
      expect(told).to.have.length(1);
      chat.send('Hello');
      await until(() => textOf(chat, 'error')?.includes('could not be signed in'));
      expect(told.length).to.be.greaterThan(1);
    } finally {
      console.error = error;
    }
  });

  it('has no list of conversations where the page wants none', async () => {
    chat = await mountChat({ hideHistory: true });
    expect(find(chat, "[part='history-button'], nexevo-chat-history")).to.equal(null);
    chat.removeAttribute('hide-history');
    chat.hideHistory = false;
    await chat.updateComplete;
    expect(find(chat, "[part='history-button']")).not.to.equal(null);
  });

  it('offers the page’s own tags with a vote', async () => {
    chat = await mountChat({ feedbackTags: { positive: ['to_the_point'], negative: [] } });
    const ended = once(chat, 'nexevo-reply-end');
    chat.send('Hello');
    await ended;
    (await until(() => find<HTMLElement>(chat, '.thumb'))).click();
    const chips = await until(() => {
      const found = findAll(chat, "[part='chip']");
      return found.length > 0 && found;
    });
    expect(chips.map(({ textContent }) => textContent?.trim())).to.deep.equal(['To the point']);
  });

  it('stops a reply, keeps what has come of it, and puts the caret into the composer', async () => {
    chat = await mountChat({ endpoint: globalThis.__NEXEVO_SLOW_ENDPOINT__ });
    const started = once(chat, 'nexevo-reply-start');
    chat.send('Show me what you can render');
    await started;
    const ended = once(chat, 'nexevo-reply-end');
    chat.stop();
    const { message } = await ended;
    expect(message.status).to.equal('incomplete');
    expect(message.text).not.to.equal('');
    chat.focusComposer();
    await until(() => chat.shadowRoot?.activeElement?.getAttribute('part') === 'input');
  });

  it('opens and closes a bubble, and says so', async () => {
    chat = await mountChat({ mode: 'bubble' });
    const opened = once(chat, 'nexevo-open');
    chat.toggle();
    await opened;
    expect(chat.open).to.equal(true);
    const closed = once(chat, 'nexevo-close');
    chat.toggle();
    await closed;
    expect(chat.open).to.equal(false);
  });

  it('tells whoever listens on the page, from within another shadow root too', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    chat = document.createElement('nexevo-chat');
    chat.endpoint = globalThis.__NEXEVO_ENDPOINT__;
    const teller = new Promise<EventTarget | undefined>((resolve) => {
      document.addEventListener('nexevo-ready', (event) => resolve(event.composedPath()[0]), {
        once: true,
      });
    });
    host.attachShadow({ mode: 'open' }).append(chat);
    expect((await teller) === chat).to.equal(true);
    host.remove();
  });

  it('shows what the page puts into its slots', async () => {
    chat = await mountChat();
    for (const [name, words] of [
      ['heading', 'Help'],
      ['header-end', 'Beta'],
      ['welcome', 'What is it about?'],
    ] as const) {
      const own = slotted(chat, name, words);
      expect(own.assignedSlot?.name).to.equal(name);
      expect(own.checkVisibility()).to.equal(true);
    }
    expect(find(chat, "[part='greeting']")?.checkVisibility()).to.equal(false);
  });

  it('stays what it is when the script comes a second time', async () => {
    chat = await mountChat();
    // Another address is another module, as from a second tag.
    await import(`../src/define.ts?${'again'}`);
    expect(customElements.get('nexevo-chat')).to.equal(NexevoChat);
    expect(document.createElement('nexevo-chat')).to.be.instanceOf(NexevoChat);
  });

  it('takes corners, room, type, shadow and pace from the page', async () => {
    chat = await mountChat({ mode: 'bubble', open: true });
    const tokens = {
      '--nexevo-radius': '3px',
      '--nexevo-space': '31px',
      '--nexevo-font': 'Georgia',
      '--nexevo-font-size': '19px',
      '--nexevo-shadow': '0 1px 2px rgb(1, 2, 3)',
      '--nexevo-duration': '5s',
    };
    for (const [name, value] of Object.entries(tokens)) chat.style.setProperty(name, value);
    const frame = getComputedStyle(find(chat, '.frame')!);
    expect(frame.fontFamily).to.equal('Georgia');
    expect(frame.fontSize).to.equal('19px');
    expect(frame.borderRadius).to.equal('3px');
    expect(frame.boxShadow).to.contain('rgb(1, 2, 3)');
    expect(getComputedStyle(find(chat, '.column')!).rowGap).to.equal('31px');
    expect(getComputedStyle(chat).getPropertyValue('--_time')).to.equal('5s');
  });

  it('is light or dark as the page is, unless it is told', async () => {
    const page = document.documentElement.style;
    chat = await mountChat();
    const background = () => getComputedStyle(find(chat, '.frame')!).backgroundColor;
    const light = 'rgb(255, 255, 255)';
    expect(background()).to.equal(light);
    page.colorScheme = 'dark';
    expect(background()).not.to.equal(light);
    chat.theme = 'light';
    await chat.updateComplete;
    expect(background()).to.equal(light);
  });
});
