/** How long things took, in milliseconds. */
export class Latencies {
  private readonly values: number[] = [];

  add(ms: number): void {
    this.values.push(ms);
  }

  get count(): number {
    return this.values.length;
  }

  /** The value that a share of all values, such as 0.5, does not exceed. */
  quantile(share: number): number {
    const sorted = this.values.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  }

  row(name: string): string {
    const cells = [0.5, 0.95, 0.99, 1].map((share) => this.quantile(share).toFixed(1).padStart(9));
    return `${name.padEnd(24)}${String(this.count).padStart(7)}${cells.join('')}`;
  }
}

export const LATENCY_HEADER = `${'ms from line to client'.padEnd(24)}${'lines'.padStart(7)}${['p50', 'p95', 'p99', 'max'].map((name) => name.padStart(9)).join('')}`;
