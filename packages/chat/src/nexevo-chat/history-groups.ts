import type { Conversation } from '@nexevo/protocol';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { dayName } from '../messages/format.ts';

/** A name for which there are words, or else a month. */
export type HistoryGroupName = 'pinned' | 'today' | 'yesterday' | 'lastWeek' | Date;

export interface HistoryGroup {
  name: HistoryGroupName;
  conversations: readonly Conversation[];
}

/**
 * Pinned conversations, then the others by the calendar day of their last change, in the visitor's own time zone:
 * days of this week, and months before it. Keeps their order.
 */
export function groupByDay(conversations: readonly Conversation[], now: Date): HistoryGroup[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const groups = new Map<string, { name: HistoryGroupName; conversations: Conversation[] }>();
  for (const conversation of conversations) {
    const name = conversation.pinned
      ? 'pinned'
      : groupOf(new Date(conversation.updated_at), midnight);
    const group = groups.get(String(name)) ?? { name, conversations: [] };
    group.conversations.push(conversation);
    groups.set(String(name), group);
  }
  return [...groups.values()];
}

/** What a group is called. A month of another year is called by its year, too. */
export function groupWords(name: HistoryGroupName, now: Date, strings: ChatStrings): string {
  if (name === 'today') return dayName(0, strings.tag);
  if (name === 'yesterday') return dayName(1, strings.tag);
  if (!(name instanceof Date)) return strings[name];
  const year = name.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(strings.tag, { month: 'long', year }).format(name);
}

function groupOf(date: Date, midnight: Date): HistoryGroupName {
  if (date >= midnight) return 'today';
  if (date >= daysBefore(midnight, 1)) return 'yesterday';
  if (date >= daysBefore(midnight, 7)) return 'lastWeek';
  return new Date(date.getFullYear(), date.getMonth(), 1);
}

/** By the calendar, because a day is not always 24 hours. */
function daysBefore(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days);
}
