import type { Ledger } from './ledger.ts';
import type { Stored } from './stored.ts';

export interface Loss {
  /** Replies that a kill broke off after their first word. */
  broken: number;
  /** Age of the oldest text that was lost, at the kill; milliseconds, the worst of all. */
  worstMs: number;
  problems: string[];
}

/** How much of a reply a kill takes: what somebody had read and the file does not have. */
export function measureLoss(stored: Stored, ledger: Ledger): Loss {
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
    const kill = ledger.kills.find((at) => at >= pieces.at(-1)!.at - 50);
    if (lost && kill !== undefined) loss.worstMs = Math.max(loss.worstMs, kill - lost.at);
  }
  return loss;
}
