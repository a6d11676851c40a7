import type { TokenFind } from './token-patterns.js';

const MARK = /-----(BEGIN|END) (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** Marks that are further apart do not enclose a key. */
const MAX_KEY_LENGTH = 20_000;
/** A part of every key; code that only mentions the marks has nothing like it between them. */
const BODY = /[A-Za-z0-9+/]{32}/;
/** The characters of a key, including line ends as JSON writes them. */
const RUN = /(?:[A-Za-z0-9+/=\s]|\\[nrt]){0,20000}/y;

/** Finds private keys in PEM form, even if one of the marks is missing. Takes linear time. */
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

/** The start of a key whose beginning was cut off: the longest text before its end mark that can be part of a key. */
function startOfRun(text: string, end: number, from: number): number {
  const before = text.slice(Math.max(from, end - MAX_KEY_LENGTH), end);
  const other = Math.max(before.lastIndexOf('"'), before.lastIndexOf('-'), before.lastIndexOf('.'));
  return end - before.length + other + 1;
}
