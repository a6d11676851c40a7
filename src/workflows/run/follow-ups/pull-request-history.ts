import type { Job } from '../../../jobs/records/job.js';
import { type Asker, describeAsker, isAbout, jobMark } from '../evidence/evidence-body.js';
import { briefPart, type MarkedPart, markedParts, withPart } from '../evidence/marked-part.js';
import { inlineCode } from '../evidence/quoted-words.js';
import { describeNumbers, pullRequestTitle, type RunNumbers } from '../publishing/pull-request-text.js';

const HEADING = '## History';
/** Characters of Claude's closing words that stand in the list. */
const MAX_SUMMARY = 300;
/** Of the whole body, in UTF-16 units: what GitHub allows, less a mark at its end. */
const ROOM = 65_000;
const OMITTED = '- Earlier ones are left out: `GET /jobs/:id/follow-ups` lists them all.';
/** Notes at the head of a body that are true of one state of the work. */
const NOTES = /^(?:> \*\*(?:Not finished|Not complete):\*\*.*\n+)+/;

/** What a follow-up says of itself. */
export interface HistoryEntry {
  readonly summary: string | null;
  readonly numbers: RunNumbers;
  readonly asker: Asker;
  /** Where people see the job; null: this server has no address for others. */
  readonly link: string | null;
  /** What came of the checks, in a few words; null: there were none. */
  readonly checks: string | null;
}

/** How the pull request of the follow-up would look if it had one of its own. */
export interface FreshText {
  /** In markdown; notes about the state of the work stand at its head. */
  readonly body: string;
  readonly entry: HistoryEntry;
}

/**
 * The body of a pull request after a follow-up: what stands there stays, but for notes about the state of the work and the
 * parts that this job has anew, and the list at its end has one line for each follow-up. Where there is no room for all, what parts
 * fold and then the oldest lines go. May be repeated.
 */
export function withHistory(current: string, job: Job, { body, entry }: FreshText): string {
  const notes = NOTES.exec(body)?.[0] ?? '';
  const lines = current.replaceAll('\r\n', '\n').replace(NOTES, '').trimEnd().split('\n');
  const kept = lines.filter((line) => !(line.startsWith('- ') && isAbout(line, job)));
  const list = hasHistory(lines) ? [] : ['', HEADING, ''];
  const parts = markedParts(body.split('\n'));
  const all = parts.reduce(withRenewed, [...kept, ...list, itemOf(job, entry)]);
  const room = ROOM - notes.length;
  return `${notes}${fitting(withBriefParts(all, room), room).join('\n')}`;
}

/** Before the list, where it is not found any more. */
function withRenewed(lines: readonly string[], part: MarkedPart): string[] {
  return withPart(lines, part, lines.lastIndexOf(HEADING));
}

/** As many as must be: what checks printed first, then the oldest plan. */
function withBriefParts(lines: readonly string[], room: number): readonly string[] {
  const parts = markedParts(lines);
  const order = [...parts.filter(({ name }) => name === 'checks'), ...parts.filter(({ name }) => name !== 'checks')];
  return order.reduce<readonly string[]>(
    (shorter, part) => (lengthOf(shorter) <= room ? shorter : withPart(shorter, briefPart(part), shorter.length)),
    lines,
  );
}

function lengthOf(lines: readonly string[]): number {
  return lines.join('\n').length;
}

/** A task may hold such a heading, too, but no such list. */
function hasHistory(lines: readonly string[]): boolean {
  const item = lines[lines.lastIndexOf(HEADING) + 2] ?? '';
  return lines.includes(HEADING) && item.startsWith('- ') && (item === OMITTED || item.includes('Job '));
}

function itemOf(job: Job, entry: HistoryEntry): string {
  const who = describeAsker(entry.asker);
  const parts = [
    `- ${inlineCode(pullRequestTitle(job))}${summaryOf(entry)}`,
    ...(who === null ? [] : [`asked for ${who}`]),
    ...(entry.checks === null ? [] : [entry.checks]),
    ...describeNumbers(entry.numbers),
    jobMark(job, entry.link),
  ];
  return parts.join(' · ');
}

function summaryOf({ summary }: HistoryEntry): string {
  const line = (summary ?? '').replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const characters = Array.from(line);
  return `: ${inlineCode(characters.length > MAX_SUMMARY ? `${characters.slice(0, MAX_SUMMARY).join('')}…` : line)}`;
}

/** Leaves out the oldest items of the list, never the newest. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  const start = lines.lastIndexOf(HEADING) + 2;
  let excess = lengthOf(lines) - room;
  if (excess <= 0) return lines;
  excess += OMITTED.length + 1;
  let first = start;
  while (excess > 0 && first < lines.length - 1) {
    excess -= (lines[first]?.length ?? 0) + 1;
    first += 1;
  }
  return [...lines.slice(0, start), OMITTED, ...lines.slice(first)];
}
