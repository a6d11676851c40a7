import type { SecretSearch } from './secret-search.js';
import type { TokenFind } from './token-patterns.js';

/**
 * `base64` breaks lines after 76 characters, other programs after 64; JSON writes a line end as `\n`. Every repetition is bounded:
 * an unbounded one overflows the stack of the regular expression engine on some millions of characters.
 */
const BLOCK = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,1000}(?:(?:(?:\\r)?\\n|\r?\n)[A-Za-z0-9+/]{1,1000}){1,400}/g;
const LINE_END = /(?:\\r)?\\n|\r?\n/g;

/** Finds blocks of multi-line base64 that contain one of these secrets across a line end. */
export function findInWrappedBase64(text: string, secrets: SecretSearch): TokenFind[] {
  const finds: TokenFind[] = [];
  for (const { 0: block, index } of text.matchAll(BLOCK)) {
    const whole = block.replace(LINE_END, '');
    if (secrets.isIn(whole)) {
      finds.push({ kind: 'a secret of the server', start: index, end: index + block.length });
    }
  }
  return finds;
}
