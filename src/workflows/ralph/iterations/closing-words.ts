/** What Claude's closing words say about the loop. */
export interface ClosingWords {
  /** The completion promise was given. Whether it counts, the feedback decides. */
  readonly promise: boolean;
  /** Why Claude cannot go on; null: it did not say so. */
  readonly blocked: string | null;
}

/**
 * What may stand around a promise without being part of it: the mark of a heading, emphasis, a full stop, a mark of success. A
 * question mark, a cross or an empty box is not: then it is not a promise.
 */
const LEADING = /^(?:#{1,6}[ \t]+)?(?:[*_`~]|(?:✅|✔|☑|🎉|🏁)\uFE0F?[ \t]*)*/u;
const TRAILING = /^(?:[*_`~.!…,;:]|[ \t]*(?:✅|✔|☑|🎉|🏁)\uFE0F?)*$/u;
/** Characters of a reason that are kept. */
const MAX_REASON = 1_000;

/**
 * Reads the final text of an iteration's main result, and nothing else: the promise also stands in the prompt, in files
 * and in what tools print. It counts alone on the last line that is not empty, or as `<promise>…</promise>` on a line of
 * its own; in a sentence it is only talked about, in a block of code it is quoted. Compared literally.
 */
export function readClosingWords(text: string | null, promise: string): ClosingWords {
  const lines = outsideCode(text ?? '');
  return { promise: holdsPromise(text ?? '', lines, promise), blocked: blockedReason(lines) };
}

/** Closing words as people want to read them: the line with the promise was for the server. */
export function withoutPromise(text: string, promise: string): string {
  const lines = text.trimEnd().split('\n');
  const isGiven = (line: string): boolean => isPromise(line.trim(), promise) || tagged(line) === promise;
  return promise === ''
    ? text
    : lines
        .filter((line) => !isGiven(line))
        .join('\n')
        .trimEnd();
}

function holdsPromise(text: string, lines: readonly string[], promise: string): boolean {
  const last = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (promise === '' || last === '') return false;
  return isPromise(last, promise) || lines.some((line) => tagged(line) === promise);
}

/** Anything from "nothing is stripped" to "all that may be": the promise may itself begin or end with such characters. */
function isPromise(line: string, promise: string): boolean {
  const at = line.indexOf(promise);
  for (let from = at; from !== -1; from = line.indexOf(promise, from + 1)) {
    const isEmphasis = LEADING.exec(line.slice(0, from))?.[0].length === from;
    const rest = line.slice(from + promise.length);
    if (isEmphasis && TRAILING.test(rest)) return true;
  }
  return false;
}

function tagged(line: string): string | null {
  return /^\s*<promise>(.*)<\/promise>\s*$/.exec(line)?.[1]?.trim() ?? null;
}

function blockedReason(lines: readonly string[]): string | null {
  const found = /^[^\S\n]*<blocked>([\s\S]*?)<\/blocked>[^\S\n]*$/m.exec(lines.join('\n'))?.[1]?.trim();
  return found ? found.slice(0, MAX_REASON) : null;
}

/** The lines outside fenced blocks of code. */
function outsideCode(text: string): string[] {
  let fence: string | null = null;
  return text.split('\n').filter((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark === undefined) return fence === null;
    if (fence === null) fence = mark;
    else if (mark.startsWith(fence)) fence = null;
    return false;
  });
}
