import type { Redactor } from '../../platform/redaction/redactor.js';

const MASK = '[redacted]';
/** What the first characters of lines say: of the file as it is now, and as it was. */
const SIDES = [' +', ' -'] as const;

/** Where a line holds a part of a secret. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The changes of one file without secrets, still a patch: each line stays a line. A secret that spans lines, such as a private
 * key, is found in the text that the lines had without the marks in front of them, before the change and after it.
 */
export function redactedSection(section: string, redactor: Redactor): string {
  const lines = section.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@ '));
  const content = first === -1 ? lines.length : first;
  const head = lines.slice(0, content).map((line) => redactor.redact(line));
  const body = lines.slice(content);
  const sides = SIDES.map((marks) => sideOf(body, marks));
  const isClean = sides.every(({ text }) => redactor.redact(text) === text);
  if (isClean) return [...head, ...body.map((line) => cleanHunk(line, redactor))].join('\n');
  const spans = new Map<number, Span[]>();
  for (const side of sides) noteSpans(side, redactor, spans);
  return [...head, ...body.map((line, index) => cleanLine(line, spans.get(index) ?? [], redactor))].join('\n');
}

/** A side of the changes, and the index of each of its lines. */
interface Side {
  readonly text: string;
  readonly indexes: readonly number[];
}

function sideOf(body: readonly string[], marks: string): Side {
  const indexes = body.flatMap((line, index) => (line !== '' && marks.includes(line.charAt(0)) ? [index] : []));
  return { text: indexes.map((index) => (body[index] ?? '').slice(1)).join('\n'), indexes };
}

/** The start of a hunk quotes a line of the file. */
function cleanHunk(line: string, redactor: Redactor): string {
  return line.startsWith('@@ ') ? redactor.redact(line) : line;
}

/** Notes for each line what of it belongs to a secret. */
function noteSpans({ text, indexes }: Side, redactor: Redactor, spans: Map<number, Span[]>): void {
  const starts = startsOfLines(text);
  let first = 0;
  for (const { start, end } of redactor.find(text).toSorted((a, b) => a.start - b.start)) {
    while ((starts[first + 1] ?? Infinity) <= start) first += 1;
    for (let at = first; (starts[at] ?? Infinity) < end; at += 1) {
      const [line = 0, next = text.length + 1] = starts.slice(at, at + 2);
      const span = { start: Math.max(start - line, 0), end: Math.min(end, next - 1) - line };
      if (span.start < span.end) push(spans, indexes[at] ?? -1, span);
    }
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function push(spans: Map<number, Span[]>, index: number, span: Span): void {
  const known = spans.get(index);
  if (known) known.push(span);
  else spans.set(index, [span]);
}

function cleanLine(line: string, spans: readonly Span[], redactor: Redactor): string {
  if (line === '') return line;
  const text = line.slice(1);
  let clean = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= from) clean += `${text.slice(from, start)}${MASK}`;
    from = Math.max(from, end);
  }
  return `${line.charAt(0)}${redactor.redact(clean + text.slice(from))}`;
}
