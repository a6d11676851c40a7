import type { Redactor } from './redactor.js';

/** Characters that are redacted at a time, and those behind them that are looked at with them: more than any secret has. */
const BLOCK_LENGTH = 262_144;
const OVERLAP = 32_768;

/** Redacts a text that comes in pieces, in bounded memory: as if it had come at once, but for secrets longer than some ten thousand characters. */
export async function* redactedPieces(texts: AsyncIterable<string>, redactor: Redactor): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    rest += text;
    while (rest.length >= BLOCK_LENGTH + OVERLAP) {
      const cut = cutOf(rest, redactor);
      yield redactor.redact(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
  }
  yield redactor.redact(rest);
}

/** Where a text can be divided: in no secret, in no pair of surrogates, and at the end of a line if one is near. */
function cutOf(text: string, redactor: Redactor): number {
  const lineEnd = text.lastIndexOf('\n', BLOCK_LENGTH);
  const wanted = lineEnd > BLOCK_LENGTH - OVERLAP ? lineEnd + 1 : BLOCK_LENGTH;
  const finds = redactor.find(text.slice(0, BLOCK_LENGTH + OVERLAP)).toSorted((a, b) => a.start - b.start);
  let cut = wanted;
  for (const { start, end } of finds) if (start < cut && end > cut) cut = end;
  return isLowSurrogate(text.charCodeAt(cut)) ? cut + 1 : cut;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
