import type { Site } from '../journeys/site.ts';
import { arrowUp, deletes, escapes, type Visitor } from './visitor.ts';

/** The newest message ends in view. */
const atEnd = `(({ scrollHeight, scrollTop, clientHeight }) =>
  scrollHeight - scrollTop - clientHeight < 8)(root.querySelector('.scroller'))`;

type Step = (visitor: Visitor, site: Site) => Promise<void>;

/** What has to work everywhere, one after another in one conversation. */
export const walk: Record<string, Step> = {
  'a reply is written while it comes, with its table and its code': async (visitor) => {
    await visitor.ask('Show me what you can render');
    await visitor.sees(`root.querySelector('.stop') && root.querySelector('.theirs p')`);
    await visitor.answered();
    await visitor.sees(
      `root.querySelector('.theirs table') && root.querySelector('.theirs .code button')`,
    );
  },
  'what is new is followed to its end': (visitor) => visitor.sees(atEnd),
  'code has colours': async (visitor) => {
    await visitor.look(`root.querySelector('.theirs .code').scrollIntoView()`);
    await visitor.sees(`[...CSS.highlights.values()].some(({ size }) => size > 0)`);
    await visitor.picture('code');
    await visitor.click('[part~=jump]');
    await visitor.sees(atEnd);
  },
  'a reply is stopped, and goes on': async (visitor) => {
    await visitor.ask('Show me what you can render');
    await visitor.sees(
      `root.querySelectorAll('.theirs').length === 2 && [...root.querySelectorAll('.theirs')].at(-1).querySelector('p')`,
    );
    await visitor.click('.stop');
    await visitor.click('[part~=continue]');
    await visitor.sees(`!root.querySelector('[part~=continue]')`);
    await visitor.answered();
  },
  'a reload in the middle of a reply loses nothing': async (visitor, site) => {
    await visitor.ask('Show me what you can render');
    await visitor.sees(`root.querySelectorAll('.theirs').length === 3`);
    await visitor.browser.open(`${site.ownOrigin}/`);
    await visitor.answered();
    await visitor.sees(`[...root.querySelectorAll('.theirs')].at(-1).querySelector('table')`);
  },
  'a thumb is given, with words': async (visitor) => {
    await visitor.click('.thumb');
    await visitor.click('[part~=feedback] textarea');
    await visitor.type('Très bien');
    await visitor.click('[part~=feedback] [type=submit]');
    await visitor.sees(
      `root.querySelector('.thanks') && root.querySelector('.thumb[aria-pressed=true]')`,
    );
  },
  'a reply is answered again, and the first stays reachable': async (visitor) => {
    await visitor.click('.again');
    await visitor.sees(`root.querySelector('.theirs .versions')?.textContent.includes('2/2')`);
    await visitor.answered();
    await visitor.click('.theirs .previous');
    await visitor.sees(`root.querySelector('.theirs .versions')?.textContent.includes('1/2')`);
    await visitor.sees(atEnd);
  },
  'the last question is edited from the keyboard': async (visitor) => {
    await visitor.click('[part~=input]');
    await visitor.type(arrowUp);
    await visitor.sees(`root.activeElement?.closest('[part~=editor]')`);
    await visitor.type(' please');
    await visitor.click('[part~=editor] [type=submit]');
    await visitor.sees(`root.querySelector('.mine .versions')?.textContent.includes('2/2')`);
    await visitor.answered();
  },
  'the menu opens, and Escape closes it': async (visitor) => {
    await visitor.click('[part~=menu-button]');
    await visitor.sees(`root.querySelector('[part~=menu]')`);
    await visitor.picture('menu');
    await visitor.type(escapes);
    await visitor.sees(`!root.querySelector('[part~=menu]')`);
  },
  'a conversation is found, deleted and brought back': async (visitor) => {
    const isShown = await visitor.look(`!!root.querySelector('.row')?.checkVisibility()`);
    if (!isShown) await visitor.click('[part~=history-button]');
    await visitor.click('[part~=search]');
    await visitor.type('render');
    await visitor.sees(`root.querySelectorAll('.row').length === 1`);
    await visitor.look(`root.querySelector('.row-open').focus()`);
    await visitor.type(deletes);
    await visitor.click('[part~=toast] button');
    await visitor.sees(`root.querySelector('.row')`);
  },
};
