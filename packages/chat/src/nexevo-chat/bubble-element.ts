import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { BubbleMemory } from '../bubble-memory.ts';
import { resolveEndpoint } from '../endpoint.ts';
import { NexevoCloseEvent, NexevoOpenEvent } from '../events.ts';
import { ChatSettings } from './chat-settings.ts';
import type { NexevoChatComposer } from './composer.ts';

/** What stays in reach when the chat is closed: `mode="bubble"`, its composer's text and its focus. */
export class BubbleElement extends ChatSettings {
  /** With `mode="bubble"`: whether the chat is open. On later pages it is as the visitor left it. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** With `mode="bubble"`: words that show beside the launcher, once a day, until the chat was opened. */
  @property() proactive = '';
  /** How many seconds later they show. */
  @property({ type: Number, attribute: 'proactive-delay' }) proactiveDelay = 5;

  /** Replies that ended while it was closed. */
  @state() protected unread = 0;

  @query('nexevo-chat-composer') protected composer!: NexevoChatComposer | null;
  @query('#launcher') protected launcher!: HTMLElement | null;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.mode !== 'bubble') return;
    if (!this.hasUpdated) this.open = this.memory.opens(this.open);
    if (this.open) this.unread = 0;
  }

  protected get memory(): BubbleMemory {
    return new BubbleMemory(resolveEndpoint(this.endpoint));
  }

  /** Opens the bubble. */
  show(): void {
    if (this.open) return;
    this.open = true;
    this.memory.open = true;
    this.focusComposer();
    this.dispatchEvent(new NexevoOpenEvent());
  }

  /** Closes the bubble; a reply goes on. */
  hide(): void {
    if (!this.open) return;
    this.open = false;
    this.memory.open = false;
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
