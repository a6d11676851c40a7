import { styleText } from 'node:util';
import type { Line, Report } from './examination.js';
import type { FindingStatus } from './finding.js';

const COLORS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;
const VERDICTS: Readonly<Record<FindingStatus, string>> = {
  ok: 'Everything is in order.',
  warn: 'The server works. What is marked with warn could be better.',
  fail: 'What is marked with fail keeps the server from starting, or its jobs from working.',
};

/** The report for a terminal: a line for each finding, its cure below it. */
export function asText({ status, lines }: Report, colors: boolean): string {
  const width = Math.max(...lines.map(({ check }) => check.length));
  return [...lines.map((line) => textOf(line, width, colors)), '', VERDICTS[status]].join('\n');
}

function textOf({ check, status, message, cure }: Line, width: number, colors: boolean): string {
  const mark = status.padEnd(4);
  const first = `${colors ? styleText(COLORS[status], mark) : mark}  ${check.padEnd(width)}  ${message}`;
  return cure === null ? first : `${first}\n${' '.repeat(width + 8)}→ ${cure}`;
}
