import { html, nothing } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { historyIcons } from './history-icons.ts';
import type { HistoryPage } from './history-pages.ts';

/** The field over the list. While a word is being composed nothing is searched for. */
export function renderSearch(
  label: string,
  text: string,
  onSearch: (text: string) => void,
  onDown: () => void,
) {
  const onInput = (event: Event) => {
    if (!(event as InputEvent).isComposing) onSearch((event.target as HTMLInputElement).value);
  };
  const onKeydown = (event: KeyboardEvent) => {
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
  };
  return html`<div class="history-search" role="search">
    ${historyIcons.search}
    <input type="search" part="search" dir=${text ? 'auto' : nothing} maxlength="200"
      autocomplete="off" enterkeyhint="search"
      aria-label=${label} placeholder=${label} .value=${text}
      @input=${onInput} @compositionend=${onInput} @keydown=${onKeydown} />
  </div>`;
}

/** What a search has come to, in words. */
export function resultText({ conversations, cursor }: HistoryPage, strings: ChatStrings): string {
  const { length } = conversations;
  if (length === 0) return strings.noResults;
  return format(strings.results, { count: `${length}${cursor ? '+' : ''}` }, strings.tag);
}
