import { diffLines } from 'diff';

export interface DiffLine {
  readonly kind: 'add' | 'del' | 'same' | 'gap';
  readonly text: string;
}

/** Unchanged lines that stay beside a change. */
const CONTEXT = 3;
/** Longer texts are not compared: all of the one goes, all of the other comes. */
const MAX_COMPARED = 100_000;

/** What an edit changed, line by line. */
export function linesOfEdit(before: string, after: string): DiffLine[] {
  if (before.length + after.length > MAX_COMPARED) return [...linesOf('del', before), ...linesOf('add', after)];
  const parts = diffLines(before, after);
  return parts.flatMap(({ added, removed, value }, index) => {
    if (added) return linesOf('add', value);
    if (removed) return linesOf('del', value);
    return shortened(linesOf('same', value), index === 0, index === parts.length - 1);
  });
}

export function linesOf(kind: DiffLine['kind'], text: string): DiffLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => ({ kind, text: line }));
}

function shortened(lines: readonly DiffLine[], isFirst: boolean, isLast: boolean): DiffLine[] {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  const hidden = lines.length - head - tail;
  if (hidden <= 1) return [...lines];
  const gap: DiffLine = { kind: 'gap', text: `${hidden} unchanged lines` };
  return [...lines.slice(0, head), gap, ...lines.slice(lines.length - tail)];
}

export interface FilePatch {
  readonly path: string;
  readonly lines: readonly DiffLine[];
}

/** The files of a patch as git writes it. */
export function filesOfPatch(patch: string): FilePatch[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .map((part) => {
      const lines = part.replace(/\n$/, '').split('\n');
      const first = lines.findIndex((line) => line.startsWith('@@') || line.startsWith('Binary files'));
      return { path: pathOf(lines), lines: (first < 0 ? [] : lines.slice(first)).map(toLine) };
    });
}

function pathOf(lines: readonly string[]): string {
  const named = lines.find((line) => line.startsWith('+++ b/')) ?? lines.find((line) => line.startsWith('--- a/'));
  return named?.slice(6) ?? lines[0]?.replace(/^diff --git a\/.* b\//, '') ?? '';
}

function toLine(line: string): DiffLine {
  if (line.startsWith('+')) return { kind: 'add', text: line.slice(1) };
  if (line.startsWith('-')) return { kind: 'del', text: line.slice(1) };
  return line.startsWith(' ') ? { kind: 'same', text: line.slice(1) } : { kind: 'gap', text: line };
}

export function tally(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  const of = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return { added: of('add'), removed: of('del') };
}
