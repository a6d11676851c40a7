/** Told to readers of what a part folds where there is no room for it. */
const LEFT_OUT = '_Left out for its length: the job has it._';
/** Invisible in the rendered page. */
const BEGINNING = /^<!-- claude-code-orchestrator: (?!end\b)([\w -]+) -->$/;
const ENDING = '<!-- claude-code-orchestrator: end -->';
const FENCE = /^(?:`{3,}[^`]*|~{3,}.*)$/;

/** A part of a body that this server may write anew later, whatever stands around it. */
export interface MarkedPart {
  readonly name: string;
  /** With its marks. */
  readonly lines: readonly string[];
  /** Of its first line in the body. */
  readonly at: number;
}

/** @param name of letters, digits, spaces and single hyphens. */
export function marked(name: string, text: string): string {
  return [`<!-- claude-code-orchestrator: ${name} -->`, text, ENDING].join('\n\n');
}

/** In order. What looks like a mark inside of a block of code is somebody's words. */
export function markedParts(lines: readonly string[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let begun: Pick<MarkedPart, 'name' | 'at'> | null = null;
  for (const [at, line] of outsideOfFences(lines)) {
    const name = BEGINNING.exec(line)?.[1];
    if (name !== undefined) begun = { name, at };
    else if (line === ENDING && begun !== null) {
      parts.push({ ...begun, lines: lines.slice(begun.at, at + 1) });
      begun = null;
    }
  }
  return parts;
}

/** Takes the place of the part of the same name; without one, it stands before the line at `end`. */
export function withPart(lines: readonly string[], part: MarkedPart, end: number): string[] {
  const before = markedParts(lines).findLast(({ name }) => name === part.name);
  if (before) return lines.toSpliced(before.at, before.lines.length, ...part.lines);
  return [...lines.slice(0, end), ...part.lines, '', ...lines.slice(end)];
}

/** The part without what it folds. */
export function briefPart(part: MarkedPart): MarkedPart {
  const start = part.lines.indexOf('<details>');
  const end = part.lines.lastIndexOf('</details>');
  if (start === -1 || end < start + 3) return part;
  // The title stands in the line after the beginning.
  return { ...part, lines: [...part.lines.slice(0, start + 2), '', LEFT_OUT, '', ...part.lines.slice(end)] };
}

function* outsideOfFences(lines: readonly string[]): Generator<[number, string]> {
  let fence: string | null = null;
  for (const [at, line] of lines.entries()) {
    const mark = /^(?:`+|~+)/.exec(line)?.[0] ?? '';
    if (fence === null && FENCE.test(line)) fence = mark;
    else if (fence === null) yield [at, line];
    else if (mark.startsWith(fence) && line.trimEnd() === mark) fence = null;
  }
}
