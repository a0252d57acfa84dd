import { assert } from 'chai';
import { render } from 'lit';
import type { MessageView } from '../src/nexevo-chat/message-view.ts';
import { beginsDay, renderDay, renderTime } from '../src/nexevo-chat/moment.ts';

const noon = (daysAgo: number) => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, 12).toISOString();
};

function shown(template: unknown): string {
  const place = document.createElement('div');
  render(template, place);
  return place.textContent!.trim();
}

const view = (tag: string) => ({ strings: { tag } }) as MessageView;

describe('The days of a conversation', () => {
  it('are told apart by the visitor’s own calendar, and today only after another day', () => {
    assert.isFalse(beginsDay(noon(0), undefined));
    assert.isTrue(beginsDay(noon(1), undefined));
    assert.isTrue(beginsDay(noon(0), noon(1)));
    assert.isFalse(beginsDay(noon(1), noon(1)));
  });

  it('are named in the language of the chat', () => {
    assert.equal(shown(renderDay(noon(0), view('en'))), 'Today');
    assert.equal(shown(renderDay(noon(1), view('de'))), 'Gestern');
    const year = new Date().getFullYear() - 1;
    const long = shown(renderDay(new Date(year, 2, 4, 12).toISOString(), view('en')));
    assert.match(long, new RegExp(`March 4, ${year}`));
  });

  it('leave the time of day to each message', () => {
    assert.match(shown(renderTime(noon(0), view('de'))), /^12:00$/);
  });

  it('say nothing where a message tells no time', () => {
    assert.equal(shown(renderDay('once upon a time', view('en'))), '');
    assert.equal(shown(renderTime('', view('en'))), '');
  });
});
