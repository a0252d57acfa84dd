import { line, type Metric } from './metric.ts';

/** A value that is read when somebody looks. */
export class Gauge implements Metric {
  readonly type = 'gauge';
  readonly name: string;
  readonly help: string;
  readonly #read: () => number;

  constructor(name: string, help: string, read: () => number) {
    this.name = name;
    this.help = help;
    this.#read = read;
  }

  lines(): string[] {
    return [line(this.name, {}, this.#read())];
  }
}
