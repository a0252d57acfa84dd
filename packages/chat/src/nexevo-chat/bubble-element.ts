import { property, query } from 'lit/decorators.js';
import { NexevoCloseEvent, NexevoOpenEvent } from '../events.ts';
import { ChatSettings } from './chat-settings.ts';
import type { NexevoChatComposer } from './composer.ts';

/** What stays in reach when the chat is closed: `mode="bubble"`, its composer's text and its focus. */
export class BubbleElement extends ChatSettings {
  /** With `mode="bubble"`: whether the chat is open. */
  @property({ type: Boolean, reflect: true }) open = false;

  @query('nexevo-chat-composer') protected composer!: NexevoChatComposer | null;
  @query('#launcher') protected launcher!: HTMLElement | null;

  /** Opens the bubble. */
  show(): void {
    if (this.open) return;
    this.open = true;
    this.focusComposer();
    this.dispatchEvent(new NexevoOpenEvent());
  }

  /** Closes the bubble; a reply goes on. */
  hide(): void {
    if (!this.open) return;
    this.open = false;
    void this.updateComplete.then(() => this.launcher?.focus());
    this.dispatchEvent(new NexevoCloseEvent());
  }

  toggle(): void {
    if (this.open) this.hide();
    else this.show();
  }

  /** Puts a text into the composer. */
  setDraft(text: string): void {
    void this.updateComplete.then(() => {
      if (this.composer) this.composer.value = text;
    });
  }

  focusComposer(): void {
    void this.updateComplete.then(() => this.composer?.focus());
  }
}
