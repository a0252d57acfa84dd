import type { ConversationMessage } from '@nexevo/client';
import type { Message } from '@nexevo/protocol';
import type { Attempt } from './attempt.ts';
import { classify } from './failure.ts';
import type { GatewayJournal } from './gateway-journal.ts';
import { CheckFailed } from './outbox-errors.ts';

/** So often a look that itself fails unseen is tried before it counts as impossible. */
const mostChecks = 5;

/** After a create in doubt: takes on the conversation that bears our id, if the gateway has one. */
export async function settleCreate(
  attempt: Attempt,
  journal: GatewayJournal,
  signal: AbortSignal,
): Promise<void> {
  const found = await look(attempt, signal, () => journal.find(attempt.delivery, signal));
  if (typeof found === 'string') return attempt.created(found);
  attempt.doubt = undefined;
  attempt.isMaybeDoubled = found === null;
}

/** After an append in doubt: whether the gateway has the message after all. */
export async function settleAppend(
  attempt: Attempt,
  message: Message,
  journal: GatewayJournal,
  signal: AbortSignal,
): Promise<boolean> {
  const { upstreamId, delivered } = attempt;
  if (upstreamId === undefined) return false;
  const messages = await look(attempt, signal, () => journal.read(upstreamId, signal));
  attempt.doubt = undefined;
  attempt.delivered = messages?.length;
  attempt.isMaybeDoubled = messages === null;
  return messages !== null && tailOf(messages, delivered).some((kept) => isSame(kept, message));
}

/** What is there beyond what was known to be there; failing that, the last message. */
function tailOf(
  messages: ConversationMessage[],
  delivered: number | undefined,
): ConversationMessage[] {
  const isKnown = delivered !== undefined && delivered <= messages.length;
  return isKnown ? messages.slice(delivered) : messages.slice(-1);
}

function isSame({ role, content }: ConversationMessage, message: Message): boolean {
  // Some servers cut the blanks off.
  return role === message.role && content?.trim() === message.text.trim();
}

/** `null` when it cannot be known. @throws {CheckFailed} when it is to be tried again */
async function look<Found>(
  { delivery }: Attempt,
  signal: AbortSignal,
  read: () => Promise<Found | null>,
): Promise<Found | null> {
  try {
    return await read();
  } catch (error) {
    const failure = classify(error);
    const isLast = failure === 'unseen' && delivery.checks + 1 >= mostChecks;
    const isImpossible = failure === 'missing' || failure === 'refused' || isLast;
    if (signal.aborted || !isImpossible) throw new CheckFailed(error);
    return null;
  }
}
