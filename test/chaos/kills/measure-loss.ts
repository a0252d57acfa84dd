import type { Ledger } from './ledger.ts';
import type { StoredMessage } from './stored.ts';

export interface Loss {
  /** Replies that a kill broke off after their first word. */
  broken: number;
  /** Age of the oldest text that was lost, at the kill; milliseconds, the worst of all. */
  worstMs: number;
  problems: string[];
}

type BrokenReply = Pick<StoredMessage, 'id' | 'text' | 'reason' | 'created_at'>;

/** How much of a reply a kill takes: what somebody had read and the file does not have. */
export function measureLoss(stored: { messages: BrokenReply[] }, ledger: Ledger): Loss {
  const loss: Loss = { broken: 0, worstMs: 0, problems: [] };
  for (const reply of stored.messages) {
    if (reply.reason !== 'interrupted') continue;
    const pieces = ledger.pieces.get(reply.id);
    if (!pieces?.length) continue;
    loss.broken += 1;
    const read = pieces.map(({ text }) => text).join('');
    // The file may have a little more than anybody has read.
    if (!read.startsWith(reply.text) && !reply.text.startsWith(read)) {
      loss.problems.push(`${reply.id} holds another text than was shown`);
    }
    let length = 0;
    const lost = pieces.find(({ text }) => {
      length += text.length;
      return length > reply.text.length;
    });
    // By the proxy's own clock: on a busy machine a visitor may read the last of it long after the kill.
    const kill = ledger.kills.find(({ goneAt }) => goneAt >= reply.created_at);
    if (lost && kill) loss.worstMs = Math.max(loss.worstMs, kill.at - lost.at);
  }
  return loss;
}
