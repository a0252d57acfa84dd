import type { Ledger } from './ledger.ts';
import type { Stored } from './stored.ts';

export interface UpstreamFindings {
  /** Messages of the proxy that the gateway does not have. */
  lost: number;
  /** Messages and conversations the gateway has more than once, each in words. */
  doubled: string[];
  problems: string[];
}

/** Whether the gateway has what the proxy has: each message once, in order; titles, opinions, and nothing that was deleted. */
export function checkUpstream(stored: Stored, ledger: Ledger): UpstreamFindings {
  const findings: UpstreamFindings = { lost: 0, doubled: [], problems: [] };
  const { problems } = findings;
  const known = new Set(stored.conversations.map(({ id }) => id));
  for (const { ours } of stored.upstream) {
    if (!known.has(ours)) problems.push(`the gateway still has ${ours}, which is deleted`);
  }
  for (const conversation of stored.conversations) {
    const copies = stored.upstream.filter(({ ours }) => ours === conversation.id);
    const copy = copies.find(({ id }) => id === conversation.upstream_id);
    for (const { id } of copies.filter((other) => other !== copy)) {
      findings.doubled.push(`${conversation.id} is also ${id}`);
    }
    const wanted = stored.messages
      .filter(({ conversation_id: id, text }) => id === conversation.id && text !== '')
      .map(({ role, text }) => `${role}: ${text}`);
    const kept = (copy?.messages ?? []).map(({ role, content }) => `${role}: ${content}`);
    compare(wanted, kept, findings);
    if (wanted.length > 0 && copy?.title !== conversation.title) {
      problems.push(`${conversation.id} has another title at the gateway`);
    }
  }
  for (const [replyId, opinion] of ledger.feedback) {
    const reply = stored.messages.find(({ id }) => id === replyId);
    if (!reply) continue;
    const vote = stored.feedback.get(reply.generation_id ?? '');
    if (vote?.rating !== opinion.rating || vote.comment !== opinion.comment) {
      problems.push(`the opinion on ${replyId} did not arrive`);
    }
  }
  return findings;
}

/** What is wanted has to be there in its order; what is there beyond it is doubled. */
function compare(wanted: string[], kept: string[], findings: UpstreamFindings): void {
  let next = 0;
  for (const text of wanted) {
    const found = kept.indexOf(text, next);
    if (found < 0) {
      findings.lost += 1;
      continue;
    }
    findings.doubled.push(...kept.slice(next, found));
    next = found + 1;
  }
  findings.doubled.push(...kept.slice(next));
}
