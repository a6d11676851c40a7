import type { Socket } from 'node:net';

/** `unsaid`: the statement does not arrive; `unheard`: it takes effect, and its answer does not arrive. */
export type Break = 'unsaid' | 'unheard';

/** What Postgres says of a statement that has taken effect. */
const DONE = /(?:SELECT|UPDATE|DELETE|INSERT \d+) \d+\0/;

/**
 * Breaks connections to a Postgres in the middle of a sentence: at every other statement that holds one of some words, so
 * that each is broken once and its repetition is not.
 */
export class StatementBreaker {
  private words: readonly string[] = [];
  private kind: Break = 'unsaid';
  private readonly repeated = new Set<string>();
  private readonly counts = new Map<string, number>();

  start(kind: Break, words: readonly string[]): void {
    this.stop();
    this.kind = kind;
    this.words = words;
  }

  /** Answers how often it broke at each of the words. */
  stop(): Record<string, number> {
    const counts = Object.fromEntries(this.counts);
    this.words = [];
    this.counts.clear();
    this.repeated.clear();
    return counts;
  }

  /** @param cut ends the connection between the two, with nothing more passed on. */
  watch(near: Socket, far: Socket, cut: () => void): void {
    let isAwaited = false;
    near.on('data', (chunk) => {
      if (!this.isDue(chunk.toString('latin1'))) return;
      if (this.kind === 'unsaid') cut();
      else isAwaited = true;
    });
    far.on('data', (chunk) => {
      if (isAwaited && DONE.test(chunk.toString('latin1'))) cut();
    });
  }

  private isDue(said: string): boolean {
    const word = this.words.find((each) => said.includes(each));
    if (word === undefined || this.repeated.delete(word)) return false;
    this.repeated.add(word);
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    return true;
  }
}
