import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../src/messages/en.ts';
import { format, tagLabel } from '../src/messages/format.ts';
import { loadLocale, locales, overrideStrings } from '../src/messages/locales.ts';
import { problemText } from '../src/nexevo-chat/problem-text.ts';

/** Every message by its path, with the names it fills in. */
function messages(table: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(table).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[prefix + name, (value.match(/\{\w+\}/g) ?? []).sort().join()] as const]
        : [...messages(value, `${prefix}${name}.`)],
    ),
  );
}

test('every language has every message, with the same values filled in', async () => {
  for (const name of locales) {
    const { chat, usage } = await loadLocale(name);
    assert.deepEqual(
      new Map([...messages({ chat, usage })].sort()),
      new Map([...messages({ chat: en.chat, usage: en.usage })].sort()),
      name,
    );
  }
});

test('takes the language of a longer tag, and English where there is none', async () => {
  assert.equal(await loadLocale('en-GB'), en);
  assert.equal(await loadLocale('constructor'), en);
  assert.equal((await loadLocale('ar-EG')).direction, 'rtl');
});

test('says when to try again in the unit that fits', () => {
  const text = (retryAfter?: number) =>
    problemText({ code: 'daily_limit_reached', retryAfter }, en.chat);
  const limit = en.chat.errors.daily_limit_reached;
  assert.equal(text(), limit);
  assert.equal(text(90), `${limit} Try again in 90 s.`);
  assert.equal(text(121), `${limit} Try again in 3 min.`);
  assert.equal(text(7201), `${limit} Try again in 3 h.`);
  assert.equal(text(30 * 86_400), `${limit} Try again in 30 days.`);
});

test('overrides single words and keeps the others', () => {
  const strings = overrideStrings(en.chat, {
    send: 'Ask',
    errors: { network: 'Offline' },
    tags: { kind: 'Kind' },
  });
  assert.equal(strings.send, 'Ask');
  assert.equal(strings.stop, en.chat.stop);
  assert.equal(strings.errors.network, 'Offline');
  assert.equal(strings.errors.internal, en.chat.errors.internal);
  assert.equal(strings.tags.accurate, 'Accurate');
});

test('fills in values, and leaves names it does not know', () => {
  assert.equal(format('{count} of {total} {other}', { count: 1, total: '2' }), '1 of 2 {other}');
});

test('makes words of a tag it does not know', () => {
  assert.equal(tagLabel('too_verbose', en.chat.tags), 'Too long');
  assert.equal(tagLabel('not_my-language', en.chat.tags), 'Not my language');
  assert.equal(tagLabel('constructor', en.chat.tags), 'Constructor');
});
