import type { Browser } from 'playwright';
import {
  composers,
  conversationCounts,
  lengthCases,
  type StreamCase,
  shapeCases,
} from './cases.ts';
import { type ContestantName, contestants } from './contestants/names.ts';
import { measureBytes } from './measure/bytes.ts';
import { medianOf } from './measure/median.ts';
import type { Outcome } from './measure/on-page.ts';
import { measureOpening } from './measure/opening.ts';
import { measureStreaming } from './measure/streaming.ts';
import type { BenchOptions, Part } from './options.ts';
import { describeMachine, type Result } from './report/result.ts';
import type { BenchServer } from './setup/serve.ts';

/** Loading is short and noisy, so it is repeated at least so often. */
const leastLoads = 5;

/** All measurements, one page at a time, in one browser. */
export class Benchmark {
  readonly #options: BenchOptions;
  readonly #browser: Browser;
  readonly #server: BenchServer;
  readonly #result: Result;

  constructor(parts: { options: BenchOptions; browser: Browser; server: BenchServer }) {
    this.#options = parts.options;
    this.#browser = parts.browser;
    this.#server = parts.server;
    this.#result = { ...describeMachine(parts.browser.version(), parts.options), measurements: [] };
  }

  async run(): Promise<Result> {
    const { parts } = this.#options;
    if (parts.includes('streaming')) await this.#stream('streaming', lengthCases(this.#options));
    if (parts.includes('shapes')) await this.#stream('shapes', shapeCases(this.#options));
    if (parts.includes('opening')) await this.#open();
    if (parts.includes('bytes')) await this.#load();
    return this.#result;
  }

  async #stream(part: Part, cases: readonly StreamCase[]): Promise<void> {
    for (const { name, text, rate } of cases) {
      const answerUrl = this.#server.answerUrl(name, text, rate);
      for (const contestant of this.#options.contestants) {
        await this.#measure(part, name, contestant, this.#options.runs, () =>
          measureStreaming(this.#browser, { pageUrl: this.#pageUrl(contestant), answerUrl }),
        );
      }
    }
  }

  async #open(): Promise<void> {
    for (const count of conversationCounts) {
      const conversationUrl = `${this.#server.url}/conversations/${count}`;
      const name = `${count.toLocaleString('en')} messages`;
      for (const contestant of this.#options.contestants) {
        if (!contestants[contestant].opens) continue;
        await this.#measure('opening', name, contestant, this.#options.runs, () =>
          measureOpening(this.#browser, { pageUrl: this.#pageUrl(contestant), conversationUrl }),
        );
      }
    }
  }

  async #load(): Promise<void> {
    for (const contestant of this.#options.contestants) {
      if (contestant !== 'ours' && contestant !== 'deep-chat') continue;
      const pageUrl = `${this.#server.url}/widget/${contestant}`;
      const runs = Math.max(leastLoads, this.#options.runs);
      await this.#measure('bytes', 'first load', contestant, runs, () =>
        measureBytes(this.#browser, { pageUrl, composer: composers[contestant] }),
      );
    }
  }

  async #measure<Figures extends object>(
    part: Part,
    name: string,
    contestant: ContestantName,
    runs: number,
    measure: () => Promise<Outcome<Figures>>,
  ): Promise<void> {
    const outcome = await medianOf(runs, measure);
    this.#result.measurements.push({ part, case: name, contestant, ...outcome } as never);
    const seconds =
      outcome.status === 'finished' && (outcome.figures as { seconds: number }).seconds;
    const told =
      outcome.status === 'failed'
        ? `failed: ${outcome.reason}`
        : seconds === false
          ? outcome.status
          : `${seconds.toFixed(2)} s`;
    process.stderr.write(`${name} · ${contestants[contestant].title}: ${told}\n`);
  }

  #pageUrl(contestant: ContestantName): string {
    return `${this.#server.url}/page/${contestant}/`;
  }
}
