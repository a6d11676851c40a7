/** What GitHub sent, read with care: nothing in it is taken for granted. */
export class Payload {
  constructor(private readonly value: unknown) {}

  /** The value at a path of names; undefined: there is none. */
  private at(path: readonly string[]): unknown {
    return path.reduce<unknown>(
      (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
      this.value,
    );
  }

  has(...path: string[]): boolean {
    const value = this.at(path);
    return value !== undefined && value !== null;
  }

  /** Empty: there is no text. */
  text(...path: string[]): string {
    const value = this.at(path);
    return typeof value === 'string' ? value : '';
  }

  /** 0: there is no such number. */
  count(...path: string[]): number {
    const value = this.at(path);
    return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0;
  }

  isTrue(...path: string[]): boolean {
    return this.at(path) === true;
  }

  /** Empty: there is no list. */
  list(...path: string[]): Payload[] {
    const value = this.at(path);
    return Array.isArray(value) ? value.map((each) => new Payload(each)) : [];
  }
}
