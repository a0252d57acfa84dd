import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import type { HistoryPage } from './history-pages.ts';

/** The keys of the field over the list. While a word is being composed nothing is searched for. */
export function onSearchKey(
  event: KeyboardEvent,
  { text, onSearch, onDown }: { text: string; onSearch(text: string): void; onDown(): void },
): void {
  if (event.isComposing) return;
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    onDown();
  }
  if (event.key !== 'Escape' || !text) return;
  // The first Escape empties the field, the next one closes what is around it.
  event.stopPropagation();
  event.preventDefault();
  onSearch('');
}

/** What a search has come to, in words. */
export function resultText({ conversations, cursor }: HistoryPage, strings: ChatStrings): string {
  const { length } = conversations;
  if (length === 0) return strings.noResults;
  return format(strings.results, { count: `${length}${cursor ? '+' : ''}` }, strings.tag);
}
