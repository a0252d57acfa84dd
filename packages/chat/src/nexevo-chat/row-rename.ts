import type { Conversation } from '@nexevo/protocol';
import { html } from 'lit';

/** The title as a field. `onEnd` is told once: the new title, if there is one, and whether a key ended it. */
export function renderRename(
  { title }: Conversation,
  label: string,
  onEnd: (title: string | undefined, byKey: boolean) => void,
) {
  const end = (event: Event, save: boolean, byKey: boolean) => {
    const now = (event.target as HTMLInputElement).value.trim();
    onEnd(save && now && now !== title ? now : undefined, byKey);
  };
  const onKeydown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The focus goes to the row, which the same key would press.
    event.preventDefault();
    end(event, event.key === 'Enter', true);
  };
  return html`<input class="row-rename" type="text" maxlength="200" dir="auto" aria-label=${label}
      .value=${title ?? ''} @keydown=${onKeydown} @blur=${(event: Event) => end(event, true, false)} />`;
}
