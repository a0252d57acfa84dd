import type { Problem } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';

/** A problem as one or two sentences for the visitor. */
export function problemText({ code, retryAfter }: Problem, strings: ChatStrings): string {
  const { errors, tag } = strings;
  // Where not even the words could be fetched, the network is what is wrong.
  const sentence = errors[code] ?? errors.internal ?? errors.network;
  if (!retryAfter || !(retryAfter > 0)) return sentence;
  return `${sentence} ${format(strings.retryAfter, { time: waitText(retryAfter, tag) }, tag)}`;
}

/** “in 3 minutes”. Never too short: who tries again then is not refused for having come early. */
function waitText(seconds: number, tag: string): string {
  const [unit, size] =
    seconds <= 120
      ? (['second', 1] as const)
      : seconds <= 7200
        ? (['minute', 60] as const)
        : seconds <= 172_800
          ? (['hour', 3600] as const)
          : (['day', 86_400] as const);
  return new Intl.RelativeTimeFormat(tag).format(Math.ceil(seconds / size), unit);
}
