import type { Conversation } from '@nexevo/protocol';

export type HistoryGroupName = 'today' | 'yesterday' | 'lastWeek' | 'earlier';

export interface HistoryGroup {
  name: HistoryGroupName;
  conversations: readonly Conversation[];
}

/** Conversations by the calendar day of their last change, in the visitor's own time zone. Keeps their order. */
export function groupByDay(conversations: readonly Conversation[], now: Date): HistoryGroup[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const groups = new Map<HistoryGroupName, Conversation[]>();
  for (const conversation of conversations) {
    const name = groupOf(new Date(conversation.updated_at), midnight);
    groups.set(name, [...(groups.get(name) ?? []), conversation]);
  }
  return [...groups].map(([name, members]) => ({ name, conversations: members }));
}

function groupOf(date: Date, midnight: Date): HistoryGroupName {
  if (date >= midnight) return 'today';
  if (date >= daysBefore(midnight, 1)) return 'yesterday';
  if (date >= daysBefore(midnight, 7)) return 'lastWeek';
  return 'earlier';
}

/** By the calendar, because a day is not always 24 hours. */
function daysBefore(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days);
}
