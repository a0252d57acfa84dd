import { type CSSResult, LitElement } from 'lit';
import { adoptStyles } from '../markdown/adopt-styles.ts';

/**
 * A part of `<nexevo-chat>`. It renders into the chat's own shadow root, so that one set of styles,
 * one set of ids and the page's `::part()` reach everything.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Has a screen reader say something, through the chat's one live region. */
  protected announce(words: string): void {
    this.dispatchEvent(new PartEvent('announce', words));
  }
}

/** A part that comes in a chunk of its own, and brings its styles along. */
export class LazyPart extends LightElement {
  declare static sheet: CSSResult;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, (this.constructor as typeof LazyPart).sheet.styleSheet!);
  }
}

/** What a part asks of the chat around it. It never crosses the shadow root. */
export class PartEvent<Type extends string, Detail> extends Event {
  declare readonly type: Type;
  readonly detail: Detail;
  constructor(type: Type, detail: Detail) {
    super(type, { bubbles: true });
    this.detail = detail;
  }
}
