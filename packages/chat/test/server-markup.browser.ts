import { expect } from 'chai';
import { find, findAll, until } from './mount.ts';

describe('<nexevo-chat> that came with the page', () => {
  const endpoint = () => `endpoint="${globalThis.__NEXEVO_ENDPOINT__}"`;
  let place: HTMLElement;

  beforeEach(() => {
    localStorage.clear();
    place = document.createElement('div');
    document.body.append(place);
  });

  afterEach(() => place.remove());

  /** In a document of its own nothing has a class yet, as on a page whose scripts are still to come. */
  async function upgrade(markup: string, shown = '.composer textarea'): Promise<Element> {
    const page = document.implementation.createHTMLDocument();
    page.body.setHTMLUnsafe(markup);
    place.append(page.body.firstElementChild!);
    const chat = place.firstElementChild!;
    await until(() => find(chat, shown));
    return chat;
  }

  it('comes to life from the empty tag, with what the page has put into it', async () => {
    const chat = await upgrade(
      `<nexevo-chat ${endpoint()}><b slot="heading">Help</b></nexevo-chat>`,
    );
    expect(findAll(chat, '.frame')).to.have.length(1);
    expect(chat.firstElementChild?.assignedSlot?.name).to.equal('heading');
  });

  it('shows nothing twice where a renderer has given it a shadow root', async () => {
    const chat = await upgrade(
      `<nexevo-chat ${endpoint()}><template shadowrootmode="open"><!--lit-part--><!--/lit-part--></template></nexevo-chat>`,
    );
    expect(findAll(chat, '.frame')).to.have.length(1);
    expect(findAll(chat, 'style')).to.have.length(0);
    expect(chat.querySelector('template')).to.equal(null);
  });

  it('lies over the page, when the page has said so before the class was there', async () => {
    const page = document.implementation.createHTMLDocument();
    for (const mode of ['fullscreen', 'bubble'] as const) {
      const chat = page.createElement('nexevo-chat');
      Object.assign(chat, { endpoint: globalThis.__NEXEVO_ENDPOINT__, mode, prompts: ['Hello'] });
      if (mode === 'bubble') Object.assign(chat, { open: true });
      place.append(chat);
      await until(() => find(chat, '.composer textarea'));
      expect(getComputedStyle(chat).position).to.equal('fixed');
      expect(find(chat, "[part='prompt']")?.textContent?.trim()).to.equal('Hello');
      const { width } = chat.getBoundingClientRect();
      if (mode === 'fullscreen') expect(width).to.equal(document.documentElement.clientWidth);
      else expect(find(chat, '#launcher')).not.to.equal(null);
      chat.remove();
    }
  });

  it('brings the usage panel to life the same way', async () => {
    const usage = await upgrade(`<nexevo-usage ${endpoint()}></nexevo-usage>`, '*');
    expect(usage.shadowRoot!.querySelectorAll('style')).to.have.length(0);
  });
});
