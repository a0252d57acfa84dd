import { gzipSync } from 'node:zlib';
import type { ErrorCode } from '@nexevo/protocol';
import type { Script } from './scripted-gateway.ts';
import { bytewise, open, pieces, sends, streamOf, text, whole, write } from './streams.ts';

/** What the visitor has to see, and the store to hold. */
export interface Expected {
  ending: 'done' | 'incomplete' | 'error';
  text: string;
  code?: ErrorCode;
}

export interface Attack {
  name: string;
  script: Script;
  expected: Expected;
}

const done: Expected = { ending: 'done', text };
const broken: Expected = { ending: 'incomplete', text };
const failed = (code: ErrorCode): Expected => ({ ending: 'error', text: '', code });
const beginning = streamOf(pieces).split('data: {"id":"c","choices":[{"index":0,"delta":{}')[0]!;
const tenMegabytes = 'x'.repeat(10_000_000);
const withoutDone = streamOf(pieces).replace('data: [DONE]\n\n', '');

/** Everything a gateway, or what stands before it, can do wrong with one reply. */
export const attacks: Attack[] = [
  {
    name: 'closes the connection without an answer',
    script: (response) => void response.socket?.destroy(),
    expected: failed('upstream_unreachable'),
  },
  { name: 'never answers', script: () => {}, expected: failed('upstream_unreachable') },
  {
    name: 'falls silent after its headers',
    script: (response) => open(response),
    expected: failed('upstream_unreachable'),
  },
  {
    name: 'falls silent in the middle',
    script: (response) => {
      open(response);
      response.write(beginning);
    },
    expected: broken,
  },
  { name: 'sends every byte by itself', script: bytewise, expected: done },
  { name: 'ends its lines with CRLF', script: sends(streamOf(pieces, '\r\n')), expected: done },
  { name: 'ends its lines with CR', script: sends(streamOf(pieces, '\r')), expected: done },
  { name: 'forgets [DONE]', script: sends(withoutDone), expected: broken },
  {
    name: 'forgets the last blank line',
    script: sends(streamOf(pieces).replace(/\n\n$/, '')),
    expected: done,
  },
  {
    name: 'ends with a finish reason and no more, cut in its line',
    script: sends(withoutDone.trimEnd()),
    expected: broken,
  },
  {
    name: 'sends a line of 10 MB after some text',
    script: async (response) => {
      open(response);
      await write(response, Buffer.from(beginning));
      response.end(streamOf([tenMegabytes]));
    },
    expected: broken,
  },
  {
    name: 'sends a line of 10 MB at once',
    script: sends(streamOf([tenMegabytes])),
    expected: failed('upstream_invalid'),
  },
  {
    name: 'compresses although told not to',
    script: sends(gzipSync(whole), { 'Content-Encoding': 'gzip' }),
    expected: failed('upstream_invalid'),
  },
  {
    name: 'compresses and does not say so',
    script: sends(gzipSync(whole)),
    expected: failed('upstream_error'),
  },
  {
    name: 'answers 200 with a page',
    script: sends('<!doctype html><h1>It works!</h1>', { 'Content-Type': 'text/html' }),
    expected: failed('upstream_invalid'),
  },
  {
    name: 'says that its stream is plain text',
    script: sends(whole, { 'Content-Type': 'text/plain' }),
    expected: failed('upstream_invalid'),
  },
  {
    name: 'says that its stream is JSON',
    script: sends(whole, { 'Content-Type': 'application/json' }),
    expected: failed('upstream_invalid'),
  },
  {
    name: 'sends events that are no JSON after some text',
    script: sends(`${beginning}data: <html>\n\n`),
    expected: broken,
  },
  {
    name: 'sends an error after some text',
    script: sends(`${beginning}data: {"error":{"message":"no","code":"upstream_error"}}\n\n`),
    expected: broken,
  },
];
