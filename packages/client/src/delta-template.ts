import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { ChatCompletionChunk } from './chat.ts';
import { chunkFrom, parseObject } from './parse-chunk.ts';

const quote = 0x22;
const backslash = 0x5c;
const blank = 0x20;
/** No text of any reply. */
const probe = randomUUID();

/**
 * The chunks of a reply are alike in every byte but those of their text. Once one has been read as JSON, others with the
 * same bytes around theirs are known without it: they can mean nothing else.
 */
export class DeltaTemplate {
  readonly #before: Buffer;
  readonly #after: Buffer;
  readonly #chunk: ChatCompletionChunk;
  /** Of what was found last. */
  #from = 0;
  #to = 0;
  #isPlain = true;

  private constructor(before: string, after: string, chunk: ChatCompletionChunk) {
    this.#before = Buffer.from(before);
    this.#after = Buffer.from(after);
    this.#chunk = chunk;
  }

  /** `undefined` for an event that has more to say than its text. `event` is all of it, with the blank line. */
  static of(event: string, chunk: ChatCompletionChunk): DeltaTemplate | undefined {
    const [, before = '', after = ''] =
      /^(data: ?{[^\r\n]*?"content" ?: ?")(?:[^"\\]|\\.)*("[^\r\n]*}\n\n)$/.exec(event) ?? [];
    const other = parseObject(`${before.slice(before.indexOf('{'))}${probe}${after}`);
    if (!other || chunk.choices.length !== 1) return undefined;
    // Its own: what a reader is given is the reader's.
    const own = chunkFrom(other);
    const isText = own.choices[0]?.delta.content === probe;
    return isText ? new DeltaTemplate(before, after, own) : undefined;
  }

  /** Where the event that begins there ends; 0 for one that is not alike. */
  find(bytes: Buffer, from: number): number {
    const before = this.#before;
    const after = this.#after;
    if (!isAt(before, bytes, from)) return 0;
    this.#from = from + before.length;
    this.#isPlain = true;
    let at = this.#from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte === quote) break;
      if (byte < blank) return 0;
      if (byte !== backslash) continue;
      this.#isPlain = false;
      at += 1;
    }
    this.#to = at;
    return isAt(after, bytes, at) ? at + after.length : 0;
  }

  /** The chunk that was found last; `undefined` when its text is no JSON after all. */
  chunk(bytes: Buffer): ChatCompletionChunk | undefined {
    const content = this.#text(bytes);
    if (content === undefined) return undefined;
    const choice = this.#chunk.choices[0]!;
    return {
      ...this.#chunk,
      choices: [{ ...choice, delta: { ...choice.delta, content } }],
    };
  }

  #text(bytes: Buffer): string | undefined {
    if (this.#isPlain) return bytes.toString('utf8', this.#from, this.#to);
    const literal = bytes.toString('utf8', this.#from - 1, this.#to + 1);
    return (parseObject(`{"text":${literal}}`) as { text: string } | undefined)?.text;
  }
}

function isAt(part: Buffer, bytes: Buffer, from: number): boolean {
  if (from + part.length > bytes.length) return false;
  for (let index = 0; index < part.length; index += 1)
    if (part[index] !== bytes[from + index]) return false;
  return true;
}
