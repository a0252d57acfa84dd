import type { Problem } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';

/** A problem as one or two sentences for the visitor. */
export function problemText({ code, retryAfter }: Problem, strings: ChatStrings): string {
  const sentence = strings.errors[code] ?? strings.errors.internal;
  return retryAfter ? `${sentence} ${waitText(retryAfter, strings)}` : sentence;
}

/** Never too short: who tries again then is not refused for having come early. */
function waitText(seconds: number, strings: ChatStrings): string {
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.ceil(seconds / unit));
  if (seconds <= 120) return format(strings.retryAfter, { seconds });
  if (minutes! <= 120) return format(strings.retryAfterMinutes, { minutes: minutes! });
  if (hours! <= 48) return format(strings.retryAfterHours, { hours: hours! });
  return format(strings.retryAfterDays, { days: days! });
}
