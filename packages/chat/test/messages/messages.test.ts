import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/messages/en.ts';
import { askingFor, overrideStrings } from '../../src/messages/first-locale.ts';
import { dayName, format, tagLabel } from '../../src/messages/format.ts';
import { loadLocale } from '../../src/messages/locales.ts';
import { problemText } from '../../src/nexevo-chat/problem-text.ts';

test('a tag finds the language that its reader reads', async () => {
  for (const [tag, text] of Object.entries({
    'en-GB': 'Send',
    en_US: 'Send',
    'zh-Hant': '傳送',
    'zh-HK': '傳送',
    'zh-MO': '傳送',
    zh_TW: '傳送',
    zh: '发送',
    'zh-SG': '发送',
    'zh-Hans-HK': '发送',
    pt: 'Enviar',
    'pt-PT': 'Enviar',
    'es-MX': 'Enviar',
    'es-419': 'Enviar',
    'fr-CA': 'Envoyer',
    'de-AT': 'Senden',
    'ja-JP': '送信',
    'ko-KR': '보내기',
    'AR-eg': 'إرسال',
    sv: 'Send',
    '': 'Send',
    constructor: 'Send',
    'not a tag': 'Send',
  })) {
    const { locale } = await loadLocale(tag);
    assert.equal(locale.chat.send, text, tag);
  }
  assert.notEqual((await loadLocale('pt')).locale, (await loadLocale('es')).locale);
});

test('numbers and dates follow the region, and English where the language is not there', async () => {
  assert.equal((await loadLocale('es_MX')).tag, 'es-MX');
  assert.equal((await loadLocale('en-GB')).tag, 'en-GB');
  assert.equal((await loadLocale('zh-HK')).tag, 'zh-HK');
  assert.equal((await loadLocale('sv-SE')).tag, 'en');
  assert.equal((await loadLocale('ar-EG-u-nu-latn')).tag, 'ar-EG-u-nu-latn');
});

test('says when to try again in the unit that fits', () => {
  const strings = overrideStrings({ locale: en, tag: 'en' });
  const text = (retryAfter?: number) =>
    problemText({ code: 'daily_limit_reached', retryAfter }, strings);
  const limit = en.chat.errors.daily_limit_reached;
  assert.equal(text(), limit);
  assert.equal(text('soon' as unknown as number), limit);
  assert.equal(text(1), `${limit} Try again in 1 second.`);
  assert.equal(text(90), `${limit} Try again in 90 seconds.`);
  assert.equal(text(121), `${limit} Try again in 3 minutes.`);
  assert.equal(text(7201), `${limit} Try again in 3 hours.`);
  assert.equal(text(30 * 86_400), `${limit} Try again in 30 days.`);
});

test('the wait is a part of the sentence in every language', async () => {
  const sentence = async (tag: string) => {
    const strings = overrideStrings(await loadLocale(tag));
    return problemText({ code: 'rate_limited', retryAfter: 180 }, strings)
      .slice(strings.errors.rate_limited.length)
      .replace(/\s+/g, ' ');
  };
  assert.equal(await sentence('de'), ' Wieder möglich in 3 Minuten.');
  assert.equal(await sentence('fr'), ' Réessayez dans 3 minutes.');
  assert.equal(await sentence('es'), ' Inténtalo de nuevo dentro de 3 minutos.');
  assert.equal(await sentence('pt'), ' Tente novamente em 3 minutos.');
  assert.equal(await sentence('zh'), ' 请在3分钟后重试。');
  assert.equal(await sentence('ja'), ' 3 分後に再試行できます。');
  assert.equal(await sentence('ko'), ' 3분 후 다시 시도해 주세요.');
  assert.equal(await sentence('ar-u-nu-latn'), ' يمكنك المحاولة مرة أخرى خلال 3 دقائق.');
});

test('a count takes the plural form of the language, and its digits', async () => {
  const left = async (count: number, tag: string) => {
    const { charactersLeft } = (await loadLocale(tag)).locale.chat;
    return format(charactersLeft, { count }, tag);
  };
  assert.equal(await left(1, 'en'), '1 character left');
  assert.equal(await left(12_345, 'en'), '12,345 characters left');
  assert.equal(await left(12_345, 'de'), 'noch 12.345 Zeichen');
  assert.equal(await left(0, 'fr'), '0 caractère restant');
  assert.equal(await left(2, 'fr'), '2 caractères restants');
  assert.equal(await left(1, 'es'), 'Queda 1 carácter');
  assert.equal(await left(2, 'ar'), 'بقي حرفان');
  assert.equal(await left(3, 'ar-u-nu-latn'), 'بقيت 3 أحرف');
  assert.equal(await left(11, 'ar-u-nu-arab'), 'بقي ١١ حرفًا');
});

test('days near today are named as the language names them', () => {
  assert.equal(dayName(0, 'en'), 'Today');
  assert.equal(dayName(1, 'fr'), 'Hier');
  assert.equal(dayName(1, 'ja'), '昨日');
  assert.equal(dayName(0, 'ar'), 'اليوم');
});

test('overrides single words and keeps the others', () => {
  const strings = overrideStrings(
    { locale: en, tag: 'en-GB' },
    {
      send: 'Ask',
      tooLong: 'Too long by {count}',
      errors: { network: 'Offline' },
      tags: { kind: 'Kind' },
    },
  );
  assert.equal(strings.send, 'Ask');
  assert.equal(format(strings.tooLong, { count: 3 }, strings.tag), 'Too long by 3');
  assert.equal(strings.stop, en.chat.stop);
  assert.equal(strings.errors.network, 'Offline');
  assert.equal(strings.errors.internal, en.chat.errors.internal);
  assert.equal(strings.tags.accurate, 'Accurate');
  assert.equal(strings.tag, 'en-GB');
});

test('fills in values, and leaves names it does not know', () => {
  const filled = format('{count} of {total} {other}', { count: 1, total: '2' }, 'en');
  assert.equal(filled, '1 of 2 {other}');
});

test('makes words of a tag it does not know', () => {
  assert.equal(tagLabel('too_verbose', en.chat.tags), 'Too long');
  assert.equal(tagLabel('not_my-language', en.chat.tags), 'Not my language');
  assert.equal(tagLabel('constructor', en.chat.tags), 'Constructor');
});

test('a look at a word that is not there yet asks for all of them', () => {
  let asked = 0;
  const words = askingFor<{ send: string; undo?: string }>({ send: 'Send' }, () => {
    asked += 1;
  });
  assert.equal(words.send, 'Send');
  // What Lit asks of every value it is given.
  assert.equal(Reflect.get(words, '_$litDirective$'), undefined);
  assert.equal(asked, 0);
  assert.equal(words.undo, '');
  assert.equal(asked, 1);
});
