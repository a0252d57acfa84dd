import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { en } from '../../src/messages/en.ts';
import { loadLocale, locales } from '../../src/messages/locales.ts';
import { readMessages, textsOf } from './read-messages.ts';

const source = join(import.meta.dirname, '../../src');
const english = readMessages(en);
const translations = await Promise.all(
  locales.map(async (name) => {
    const { locale } = await loadLocale(name);
    return { name, locale, messages: readMessages(locale) };
  }),
).then((all) => all.filter(({ name }) => name !== 'en'));

/** What reads the same in English. */
const loanwords: Readonly<Record<string, readonly string[]>> = {
  de: ['chat.heading', 'chat.code'],
  es: ['chat.heading', 'usage.plan'],
  fr: [
    'chat.heading',
    'chat.code',
    'chat.assistant',
    'chat.history',
    'chat.transcriptLabel',
    'usage.date',
  ],
  'pt-BR': ['chat.heading'],
};

/** Languages that need no plural form for these, though they have some: the noun does not change. */
const unchanging: Readonly<Record<string, readonly string[]>> = {
  de: ['chat.charactersLeft', 'chat.tooLong'],
};

test('ten languages ship', () => {
  assert.deepEqual([...locales].sort(), [
    'ar',
    'de',
    'en',
    'es',
    'fr',
    'ja',
    'ko',
    'pt-BR',
    'zh-CN',
    'zh-TW',
  ]);
});

test('every language has every message and no other', () => {
  for (const { name, messages } of translations)
    assert.deepEqual([...messages.keys()].sort(), [...english.keys()].sort(), name);
});

test('every message is shown somewhere', () => {
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('messages/'))
    .map((path) => readFileSync(join(source, path), 'utf8'))
    .join('\n');
  // Reasons and error codes are the protocol's, held by the type; tags are the proxy's.
  const names = [...english.keys()].filter((path) => path.split('.').length === 2);
  const unused = names.filter((path) => {
    const name = path.split('.')[1]!;
    return !new RegExp(String.raw`\b(strings|words|labels)\??\.${name}\b|'${name}'`).test(code);
  });
  assert.deepEqual(unused, []);
});

test('no message is left in English', () => {
  for (const { name, messages } of translations) {
    const same = [...messages]
      .filter(([path, message]) => textsOf(message).some((text) => isEnglish(text, path)))
      .map(([path]) => path);
    assert.deepEqual(same.sort(), [...(loanwords[name] ?? [])].sort(), name);
  }
});

test('a language of another script has no run of Latin words', () => {
  const scripts = { ar: 'Arabic', ja: 'Hiragana', ko: 'Hangul', 'zh-CN': 'Han', 'zh-TW': 'Han' };
  for (const [name, script] of Object.entries(scripts)) {
    const { messages } = translations.find((one) => one.name === name)!;
    const texts = [...messages.values()].flatMap(textsOf);
    assert.deepEqual(
      texts.filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text.replace(/\{\w+\}/g, ''))),
      [],
      name,
    );
    assert.ok(
      texts.some((text) => new RegExp(`\\p{Script=${script}}`, 'u').test(text)),
      name,
    );
  }
});

test('a translation fills in the same values', () => {
  for (const { name, messages } of translations)
    for (const [path, message] of english)
      assert.deepEqual(valuesOf(messages.get(path)!), valuesOf(message), `${name} ${path}`);
});

test('a counted message has the plural forms of its language, and no others', () => {
  for (const { name, messages } of [...translations, { name: 'en', messages: english }]) {
    const rules = new Intl.PluralRules(name);
    // Romance languages have a form of their own for whole millions, which nothing here reaches.
    const needed = new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
    for (const [path, message] of english) {
      if (typeof message === 'string' || unchanging[name]?.includes(path)) continue;
      const given = messages.get(path)!;
      const forms = typeof given === 'string' ? ['other'] : Object.keys(given);
      assert.deepEqual(forms.sort(), [...needed].sort(), `${name} ${path}`);
    }
  }
});

test('Arabic is written from right to left, everything else from left to right', () => {
  for (const { name, locale } of translations)
    assert.equal(locale.direction, name === 'ar' ? 'rtl' : 'ltr', name);
});

function isEnglish(text: string, path: string): boolean {
  return textsOf(english.get(path)!).includes(text) || /\b(the|please|your|again)\b/i.test(text);
}

/** The names that are filled in. A plural form may leave the number out: “one character”. */
function valuesOf(message: Parameters<typeof textsOf>[0]): readonly string[] {
  const names = textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []);
  return [...new Set(names)].sort();
}

test('French signs do not begin a line', () => {
  const { messages } = translations.find(({ name }) => name === 'fr')!;
  for (const [path, message] of messages)
    for (const text of textsOf(message)) assert.doesNotMatch(text, / [?!:;»]|« /, path);
});
