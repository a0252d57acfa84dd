import { ClosingTag } from './closing-tag.ts';

const opening = '<think>';
const closing = '</think>';
/** A reply that begins with more blanks than this is no thinking. */
const longestIndent = 100;

interface Said {
  /** What is thought aloud. */
  thought: string;
  text: string;
  /** Whether all text before was thought, too. */
  wasThought?: boolean;
}

/**
 * Tells thinking from text where a gateway does not: models like DeepSeek-R1 and Qwen write `<think>…</think>` before
 * their answer, and the tags come in any pieces. Only what a reply begins with is thinking; tags further on are text,
 * but the first {@link ClosingTag} of a reply without thinking.
 */
export class ThinkTags {
  #state: 'beginning' | 'opened' | 'thinking' | 'closed' | 'answer' = 'beginning';
  /** What may still become a tag. */
  #held = '';
  /** Looked for until anything was thought. */
  #unopened: ClosingTag | undefined = new ClosingTag();

  /** What a piece of the content brings. `hasThought`: the gateway tells thinking from text itself. */
  take(piece: string, { hasThought = false } = {}): Said {
    if (hasThought && this.#unopened) {
      this.#held += this.#unopened.end();
      this.#unopened = undefined;
    }
    if (this.#state === 'answer') return this.#passOn(piece);
    let rest = this.#held + piece;
    this.#held = '';
    if (this.#state === 'beginning') {
      const begun = rest.trimStart();
      if (mayBecome(opening, begun) && rest.length < longestIndent) return this.#hold(rest);
      if (!begun.startsWith(opening)) return this.#answer('', rest);
      this.#state = 'opened';
      rest = begun.slice(opening.length);
    }
    if (this.#state === 'opened') {
      rest = rest.trimStart();
      if (rest === '') return { thought: '', text: '' };
      this.#state = 'thinking';
    }
    if (this.#state === 'closed') return this.#answer('', rest);
    const end = rest.indexOf(closing);
    if (end >= 0) return this.#answer(rest.slice(0, end), rest.slice(end + closing.length));
    const kept = rest.length - heldOf(rest);
    return this.#hold(rest.slice(kept), rest.slice(0, kept));
  }

  /** The stream is over: what was held is no tag. */
  end(): Said {
    const held = this.#held;
    this.#held = '';
    if (this.#state === 'thinking') return { thought: held, text: '' };
    return { thought: '', text: held + (this.#unopened?.end() ?? '') };
  }

  #passOn(piece: string): Said {
    const rest = this.#held + piece;
    this.#held = '';
    const found = this.#unopened?.take(rest) ?? rest;
    if (typeof found === 'string') return { thought: '', text: found };
    this.#unopened = undefined;
    return { thought: found.before, text: found.after, wasThought: true };
  }

  #hold(held: string, thought = ''): Said {
    this.#held = held;
    return { thought, text: '' };
  }

  /** The lines between thinking and answer are neither's. */
  #answer(thought: string, rest: string): Said {
    if (this.#state === 'beginning') {
      this.#state = 'answer';
      return this.#passOn(rest);
    }
    this.#unopened = undefined;
    const text = rest.trimStart();
    this.#state = text === '' ? 'closed' : 'answer';
    return { thought, text };
  }
}

function mayBecome(tag: string, text: string): boolean {
  return text.length < tag.length && tag.startsWith(text);
}

/** How many of the last characters may be the beginning of the closing tag. */
function heldOf(text: string): number {
  const at = text.lastIndexOf('<');
  return at >= 0 && mayBecome(closing, text.slice(at)) ? text.length - at : 0;
}
