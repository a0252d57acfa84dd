import type { UsageDay } from '@nexevo/protocol';
import { html, type LitElement, nothing, svg } from 'lit';
import { chartScale } from './chart-scale.ts';
import type { UsageView } from './usage-view.ts';

/** What the gaps between the bars take of the width. */
const gap = 0.28;

/** The cost of each day as a bar. One day is looked at, by pointer, touch or arrow keys; it is read out as a slider's value. */
export class UsageChart {
  readonly #host: LitElement;
  #days: readonly UsageDay[] = [];
  #isMirrored = false;
  /** The day that is looked at. */
  #active: number | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  render(days: readonly UsageDay[], view: UsageView) {
    this.#days = days;
    this.#isMirrored = view.direction === 'rtl';
    const { ticks, heights } = chartScale(days.map(({ cost }) => cost));
    const last = days.length - 1;
    const active = this.#active === undefined ? undefined : Math.min(this.#active, last);
    const read = days[active ?? last]!;
    return html`<div class="chart" part="chart">
      <div class="ticks" aria-hidden="true">${ticks.map((tick) => html`<span>${view.cost(tick)}</span>`)}</div>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label=${view.words.chart}
        aria-orientation="horizontal"
        aria-valuemin="1"
        aria-valuemax=${days.length}
        aria-valuenow=${(active ?? last) + 1}
        aria-valuetext=${describe(read, view).join(', ')}
        @keydown=${this.#onKeydown}
        @focus=${() => this.#look(this.#active ?? last)}
        @blur=${() => this.#look(undefined)}
        @pointerdown=${this.#onPointer}
        @pointermove=${this.#onPointer}
        @pointerleave=${this.#onPointerLeave}
        @pointercancel=${() => this.#look(undefined)}
      >
        <svg aria-hidden="true" focusable="false">
          ${[0, 50, 100].map((y) => svg`<line class="grid" x1="0" x2="100%" y1=${`${y}%`} y2=${`${y}%`} />`)}
          ${days.map((_, index) => this.#renderBar(index, heights[index]!, index === active))}
        </svg>
        ${active === undefined ? nothing : this.#renderTip(days[active]!, active, view)}
      </div>
      <div class="dates" aria-hidden="true">
        <span>${view.day(days[0]!.date)}</span>
        ${last > 0 ? html`<span>${view.day(days[last]!.date)}</span>` : nothing}
      </div>
    </div>`;
  }

  #renderBar(index: number, height: number, isActive: boolean) {
    const slot = 100 / this.#days.length;
    const start = this.#placeOf(index) * slot;
    return svg`${
      isActive
        ? svg`<rect class="column" x=${`${start}%`} y="0" width=${`${slot}%`} height="100%" rx="4" />`
        : nothing
    }<rect
      class=${isActive ? 'bar active' : 'bar'}
      x=${`${start + (slot * gap) / 2}%`} y=${`${100 - height}%`}
      width=${`${slot * (1 - gap)}%`} height=${`${height}%`} rx="2"
    />`;
  }

  #renderTip(day: UsageDay, index: number, view: UsageView) {
    const [date, cost, ...more] = describe(day, view);
    const place = ((this.#placeOf(index) + 0.5) / this.#days.length) * 100;
    // Over its day in the middle, and within the chart at both ends.
    return html`<div class="tip" .style=${`left: ${place}%; translate: -${place}% 0`}>
      <span class="label">${date}</span><strong>${cost}</strong>${more.map((text) => html`<span>${text}</span>`)}
    </div>`;
  }

  /** Where a day stands, counted from the left. */
  #placeOf(index: number): number {
    return this.#isMirrored ? this.#days.length - 1 - index : index;
  }

  #look(index: number | undefined): void {
    if (index === this.#active) return;
    this.#active = index;
    this.#host.requestUpdate();
  }

  readonly #onPointer = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const count = this.#days.length;
    const place = Math.floor(((event.clientX - left) / width) * count);
    this.#look(this.#placeOf(Math.max(0, Math.min(count - 1, place))));
  };

  /** A finger or a pen leaves when it is lifted, and what it pressed is to be read. */
  readonly #onPointerLeave = ({ pointerType }: PointerEvent) => {
    if (pointerType === 'mouse') this.#look(undefined);
  };

  readonly #onKeydown = (event: KeyboardEvent) => {
    const last = this.#days.length - 1;
    const now = this.#active ?? last;
    const forward = this.#isMirrored ? -1 : 1;
    const next: Readonly<Record<string, number | undefined>> = {
      ArrowRight: now + forward,
      ArrowLeft: now - forward,
      ArrowUp: now + 1,
      ArrowDown: now - 1,
      PageUp: now + 7,
      PageDown: now - 7,
      Home: 0,
      End: last,
    };
    if (event.key === 'Escape' && this.#active !== undefined) {
      event.stopPropagation();
      return this.#look(undefined);
    }
    const index = next[event.key];
    if (index === undefined) return;
    event.preventDefault();
    this.#look(Math.max(0, Math.min(last, index)));
  };
}

function describe(day: UsageDay, { words, cost, count, day: date }: UsageView): string[] {
  return [
    date(day.date, true),
    cost(day.cost),
    `${words.requests}: ${count(day.requests)}`,
    `${words.inputTokens}: ${count(day.input_tokens)}`,
    `${words.outputTokens}: ${count(day.output_tokens)}`,
  ];
}
