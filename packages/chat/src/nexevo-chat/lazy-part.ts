import type { CSSResult } from 'lit';
import { adoptStyles } from '../markdown/adopt-styles.ts';
import { LightElement } from './light-element.ts';

/** A part that comes in a chunk of its own, and brings its styles along. */
export class LazyPart extends LightElement {
  declare static sheet: CSSResult;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, (this.constructor as typeof LazyPart).sheet.styleSheet!);
  }
}
