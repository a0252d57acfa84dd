import { html } from 'lit';
import { historyIcons } from './history-icons.ts';

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
    <input type="search" part="search" dir="auto" maxlength="200" autocomplete="off" enterkeyhint="search"
      aria-label=${label} placeholder=${label} .value=${text}
      @input=${onInput} @compositionend=${onInput} @keydown=${onKeydown} />
  </div>`;
}
