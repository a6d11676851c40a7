import type { Job } from '../../../jobs/records/job.js';
import { describeNumbers, pullRequestTitle, type RunNumbers } from '../publishing/pull-request-text.js';

const HEADING = '## History';
/** Characters of Claude's closing words that stand in the list. */
const MAX_SUMMARY = 300;
/** Notes at the head of a body that are true of one state of the work. */
const NOTES = /^(?:> \*\*(?:Not finished|Not complete):\*\*.*\n+)+/;

/** What a follow-up says of itself. */
export interface HistoryEntry {
  readonly summary: string | null;
  readonly numbers: RunNumbers;
}

/** How the pull request of the follow-up would look if it had one of its own. */
export interface FreshText {
  /** In markdown; notes about the state of the work stand at its head. */
  readonly body: string;
  readonly entry: HistoryEntry;
}

/**
 * The body of a pull request after a follow-up: what stands there stays, but for notes about the state of the work, and the list
 * at its end has one line for each follow-up. May be repeated.
 */
export function withHistory(current: string, job: Job, { body, entry }: FreshText): string {
  const mark = `Job \`${job.id}\``;
  const lines = current.replace(NOTES, '').trimEnd().split('\n');
  const kept = lines.filter((line) => !(line.startsWith('- ') && line.endsWith(mark)));
  const item = `- ${inCode(pullRequestTitle(job))}${askerOf(job)}${summaryOf(entry)} · ${describeNumbers(entry.numbers)}${mark}`;
  const list = kept.includes(HEADING) ? [] : ['', HEADING, ''];
  const notes = NOTES.exec(body)?.[0] ?? '';
  return `${notes}${[...kept, ...list, item].join('\n')}`;
}

/** Names at GitHub are no markdown, and without an @ nobody is notified. */
function askerOf({ github_request: request }: Job): string {
  return request?.login ? `, asked by ${request.login} at GitHub` : '';
}

function summaryOf({ summary }: HistoryEntry): string {
  const line = (summary ?? '').replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const characters = Array.from(line);
  const shown = characters.length > MAX_SUMMARY ? `${characters.slice(0, MAX_SUMMARY).join('')}…` : line;
  return `: ${inCode(shown)}`;
}

/** As it stands: nothing in it is markdown. */
function inCode(text: string): string {
  return `\`${text.replaceAll('`', '´')}\``;
}
