/** One metric in Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Its lines without `# HELP` and `# TYPE`. */
  lines(): string[];
}

export type Labels = Readonly<Record<string, string>>;

/** `name{label="value"} 1`; backslash, quote and line feed are escaped. */
export function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(
    ([label, text]) =>
      `${label}="${text.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`,
  );
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

/** All metrics as one page. */
export function renderMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map((metric) => {
      const { name, help, type } = metric;
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...metric.lines()].join('\n');
    })
    .join('\n')
    .concat('\n');
}
