type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** What a server answers at /metrics. */
export interface Metrics {
  /** Of all metrics, also of those without a value. */
  readonly names: readonly string[];
  readonly labelValues: readonly string[];
  /** How many values there are. */
  readonly size: number;
  /** Whether a query may use this name; histograms have several. */
  has(name: string): boolean;
  /** The value with exactly these labels; undefined: there is none. */
  value(name: string, labels?: Labels): number | undefined;
}

/** Reads Prometheus' text format. */
export function parseMetrics(text: string): Metrics {
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => ({ name, type }));
  const samples = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value = '']) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, said]) => [key, said])),
    value: Number(value),
  })) as Sample[];
  const usable = new Set(
    types.flatMap(({ name, type }) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  return {
    names: types.map(({ name }) => name),
    labelValues: samples.flatMap(({ labels }) => Object.values(labels)),
    size: samples.length,
    has: (name) => usable.has(name),
    value: (name, labels = {}) => samples.find((each) => each.name === name && isSame(each.labels, labels))?.value,
  };
}

function isSame(one: Labels, other: Labels): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
