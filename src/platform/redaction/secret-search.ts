import type { TokenFind } from './token-patterns.js';

/** By so many first characters a secret is looked up. */
const START = 6;
const BUCKETS = 65_536;

/**
 * Finds many texts in another one. A job may bring thousands of them: a regular expression that names each of them takes seconds
 * to be made, and its time grows with their number.
 */
export class SecretSearch {
  /** Texts by their beginning, the longest first. */
  private readonly byStart = new Map<string, string[]>();
  /** Whether any of them begins with two such characters: most places of a text are dismissed by that. */
  private readonly begins = new Uint8Array(BUCKETS);

  /** @param secrets each at least six characters long; shorter ones are not found. */
  constructor(secrets: readonly string[]) {
    for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
      if (secret.length < START) continue;
      const start = secret.slice(0, START);
      const others = this.byStart.get(start);
      if (others) others.push(secret);
      else this.byStart.set(start, [secret]);
      this.begins[bucketAt(secret, 0)] = 1;
    }
  }

  /** Where they are, in order and without overlaps; of several at one place the longest. */
  find(text: string, kind: string): TokenFind[] {
    const finds: TokenFind[] = [];
    for (let at = 0; at <= text.length - START;) {
      const found = this.begins[bucketAt(text, at)] === 1 ? this.at(text, at) : null;
      if (found !== null) finds.push({ kind, start: at, end: at + found.length });
      at += found?.length ?? 1;
    }
    return finds;
  }

  isIn(text: string): boolean {
    for (let at = 0; at <= text.length - START; at += 1) {
      if (this.begins[bucketAt(text, at)] === 1 && this.at(text, at) !== null) return true;
    }
    return false;
  }

  private at(text: string, at: number): string | null {
    const candidates = this.byStart.get(text.slice(at, at + START));
    return candidates?.find((secret) => text.startsWith(secret, at)) ?? null;
  }
}

function bucketAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) % BUCKETS;
}
