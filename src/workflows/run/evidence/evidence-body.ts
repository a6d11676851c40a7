import { type ModelUsage, tokensRead } from '../../../claude/output/model-usage.js';
import type { Job } from '../../../jobs/records/job.js';
import { describeNumbers, type RunNumbers } from '../publishing/pull-request-text.js';
import { quotedBlock } from '../publishing/quoted-block.js';
import { inlineCode, quotedWords, shortened } from './quoted-words.js';
import { marked } from './marked-part.js';
import { fitted, folded, foldedIfLong, type Section } from './section.js';

/** In characters; the whole of these is in the job. */
const MAX_TASK = 8_000;
const MAX_WORDS = 20_000;
const MAX_NAME = 100;
/** In UTF-16 units: what GitHub allows, less notes at the head and a history at the end. */
const ROOM = 56_000;
const LEFT_OUT = '_Left out for its length: the job has it._';

/** Who wanted a job; null: nobody in particular. */
export interface Asker {
  readonly teamMember: string | null;
  /** The name of the key. */
  readonly key: string | null;
  /** Who asked at GitHub; null: nobody did. */
  readonly login: string | null;
}

/** What a pull request tells of the job behind it, without secrets. */
export interface Evidence {
  readonly job: Pick<Job, 'id' | 'prompt' | 'plan' | 'plan_approved_at' | 'follow_up_of'>;
  readonly asker: Asker;
  /** Claude's closing words; null: none. */
  readonly summary: string | null;
  /** The summary is data, which is no markdown. */
  readonly isData: boolean;
  readonly numbers: RunNumbers;
  /** What each model has used. */
  readonly models: readonly ModelUsage[];
  /** Where people see the job; null: this server has no address for others. */
  readonly link: string | null;
  /** After the summary. */
  readonly sections: readonly Section[];
}

/** The body of a pull request, in markdown: whatever people or Claude wrote is quoted, and what is long is folded. */
export function evidenceBody(evidence: Evidence): string {
  const { job, summary, sections } = evidence;
  return fitted(
    [
      taskSection(evidence),
      ...planSections(job),
      summarySection(summary, evidence.isData),
      ...sections,
      { text: `---\n\n${[...runParts(evidence), jobMark(job, evidence.link)].join(' · ')}` },
      ...modelSections(evidence.models),
    ],
    ROOM,
  );
}

/** Names a job at the end of what is said of it; `isAbout` finds it again. */
export function jobMark({ id }: Pick<Job, 'id'>, link: string | null): string {
  return link === null ? `Job \`${id}\`` : `Job [\`${id}\`](${link})`;
}

export function isAbout(line: string, { id }: Pick<Job, 'id'>): boolean {
  return line.endsWith(`Job \`${id}\``) || line.includes(`Job [\`${id}\`](`);
}

/** In the middle of a sentence; null: nobody is known. */
export function describeAsker({ teamMember, key, login }: Asker): string | null {
  const names = [
    ...(teamMember === null ? [] : [`by ${inlineCode(teamMember, MAX_NAME)}`]),
    ...(key === null ? [] : [`with the key ${inlineCode(key, MAX_NAME)}`]),
    // As code: whoever it is need not be notified.
    ...(login === null ? [] : [`by ${inlineCode(login, MAX_NAME)} at GitHub`]),
  ];
  return names.length === 0 ? null : names.join(' ');
}

function taskSection({ job, asker }: Evidence): Section {
  const who = describeAsker(asker);
  const text = (task: string): string => ['## Task', ...(who === null ? [] : [`Asked for ${who}.`]), task].join('\n\n');
  const task = quotedBlock(shortened(job.prompt, MAX_TASK));
  return { text: text(foldedIfLong('The task', task)), brief: text(quotedBlock(shortened(job.prompt, 1_000))) };
}

/** The plan that a person approved; empty: there was none. */
function planSections({ id, plan, plan_approved_at: approvedAt, follow_up_of }: Evidence['job']): Section[] {
  if (plan === null || approvedAt === null) return [];
  const title = follow_up_of === null ? 'The approved plan' : `The approved plan of job ${id}`;
  const section = (text: string): string => marked(`plan of job ${id}`, folded(title, text));
  const text = section(quotedWords(shortened(plan, MAX_WORDS)));
  return [{ text, brief: section(LEFT_OUT), shortenedFirst: 2 }];
}

function summarySection(summary: string | null, isData: boolean): Section {
  if (summary === null || summary.trim() === '') return { text: '## Summary\n\n_Claude left no summary._' };
  const quoted = (max: number): string => {
    const words = shortened(summary, max);
    return `## Summary\n\n${foldedIfLong('What Claude says of its work', isData ? quotedBlock(words) : quotedWords(words))}`;
  };
  return { text: quoted(MAX_WORDS), brief: quoted(2_000) };
}

/** Turns, time, tokens, cost and models, as far as they are known. */
function runParts({ numbers, models }: Evidence): string[] {
  const named = models.flatMap(({ model }) => model ?? []);
  return [
    ...describeNumbers(numbers),
    ...describeTokens(models),
    ...(named.length === 0 ? [] : [named.map((model) => inlineCode(model, MAX_NAME)).join(', ')]),
  ];
}

function describeTokens(models: readonly ModelUsage[]): string[] {
  const read = models.reduce((sum, usage) => sum + tokensRead(usage), 0);
  const written = models.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
  return read + written === 0 ? [] : [`${grouped(read)} tokens in, ${grouped(written)} out`];
}

/** Of a single model the line above says all. */
function modelSections(models: readonly ModelUsage[]): Section[] {
  if (models.length < 2) return [];
  const rows = models.map(({ model, outputTokens, ...usage }) => [
    model === null ? '–' : inlineCode(model, MAX_NAME),
    grouped(tokensRead({ model, outputTokens, ...usage })),
    grouped(usage.cacheReadTokens),
    grouped(outputTokens),
  ]);
  const head = ['Model', 'Tokens in', 'of these from the cache', 'Tokens out'];
  return [{ text: folded('Tokens by model', tableOf(head, rows)) }];
}

export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
