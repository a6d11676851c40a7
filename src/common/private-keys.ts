import type { TokenFind } from './token-patterns.js';

const MARK = /-----(BEGIN|END) (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** A longer distance between the two marks is no key. */
const MAX_KEY_LENGTH = 20_000;
/** A key has far more; code that only names the marks has nothing of the kind between them. */
const BODY = /[A-Za-z0-9+/]{32}/;
/** What may stand in a key, with the line ends of JSON. */
const RUN = /(?:[A-Za-z0-9+/=\s]|\\[nrt]){0,20000}/y;

/** Private keys in PEM form, also those that have lost one of their marks. Takes linear time. */
export function findPrivateKeys(text: string): TokenFind[] {
  const finds: TokenFind[] = [];
  let free = 0;
  let begin: RegExpExecArray | null = null;
  const note = (start: number, end: number): void => {
    if (BODY.test(text.slice(start, end))) finds.push({ kind: 'a private key', start, end });
  };
  for (const mark of text.matchAll(MARK)) {
    const end = mark.index + mark[0].length;
    if (mark[1] === 'BEGIN') {
      if (begin) note(begin.index, endOfRun(text, begin));
      begin = mark;
      continue;
    }
    if (begin && end - begin.index <= MAX_KEY_LENGTH) note(begin.index, end);
    else note(startOfRun(text, mark.index, free), end);
    free = end;
    begin = null;
  }
  if (begin) note(begin.index, endOfRun(text, begin));
  return finds;
}

function endOfRun(text: string, { 0: mark, index }: RegExpExecArray): number {
  RUN.lastIndex = index + mark.length;
  RUN.exec(text);
  return Math.min(RUN.lastIndex, index + MAX_KEY_LENGTH);
}

/** The key's beginning was cut off: whatever stands before its end, as far as it may be a part of it. */
function startOfRun(text: string, end: number, from: number): number {
  const before = text.slice(Math.max(from, end - MAX_KEY_LENGTH), end);
  const other = Math.max(before.lastIndexOf('"'), before.lastIndexOf('-'), before.lastIndexOf('.'));
  return end - before.length + other + 1;
}
