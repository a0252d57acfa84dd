import type { Feedback } from '@nexevo/protocol';

/** Both clocks, in ms: the monotonic one measures, the other is also the proxy's. */
export interface Kill {
  /** Before the signal; monotonic. */
  at: number;
  /** When the process was gone and no other had begun; since the epoch. */
  goneAt: number;
}

/** A piece of a reply, and when a visitor had it (ms, monotonic). */
export interface Piece {
  text: string;
  at: number;
}

/** What a visitor was promised. */
export interface Accepted {
  token: string;
  conversationId: string;
  clientMessageId: string;
  messageId: string;
  replyId: string;
  text: string;
}

/** Everything the crowd has seen of the proxy, to be compared with what is left in the end. */
export class Ledger {
  readonly accepted = new Map<string, Accepted>();
  /** By reply id, as the first stream that showed it brought it. */
  readonly pieces = new Map<string, Piece[]>();
  /** Replies whose end somebody saw. */
  readonly ended = new Set<string>();
  /** The latest opinion that was acknowledged, by reply id. */
  readonly feedback = new Map<string, Feedback>();
  /** Conversations whose delete was acknowledged, or may have been. */
  readonly deleted = new Set<string>();
  /** Conversations whose delete was sent and not acknowledged. */
  readonly maybeDeleted = new Set<string>();
  readonly kills: Kill[] = [];
  #wake = () => {};
  readonly surprises: string[] = [];

  addPiece(replyId: string, text: string): void {
    if (this.ended.has(replyId)) return;
    const known = this.pieces.get(replyId) ?? [];
    this.pieces.set(replyId, known);
    known.push({ text, at: performance.now() });
    this.#wake();
  }

  /** Resolves with the next piece of any reply, or after `ms`. */
  nextPiece(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
