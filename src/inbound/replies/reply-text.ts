import { linkToJob } from '../../platform/config/public-links.js';
import type { Job } from '../../jobs/records/job.js';
import { outcomeOf } from '../../jobs/records/job-outcome.js';
import { type Refusal, REFUSALS } from '../requests/asked.js';
import type { DueReply } from '../requests/github-request.repository.js';

/** Of Claude's closing words, in characters. */
const MAX_WORDS = 3_000;

const SUBJECTS: Readonly<Record<string, string>> = {
  review: 'this review',
  mention: 'this comment',
  checks: 'these failed checks',
};

/** What came of a request, in markdown; null: nothing that could be said. */
export function answerText(due: DueReply, job: Job, publicUrl: string | null): string | null {
  const subject = subjectOf(due);
  const words = shortened(job.result_summary ?? '');
  return [sentenceOf(job, subject), ...(words === '' ? [] : [words]), `Job ${nameOf(job, publicUrl)}`].join('\n\n');
}

/** Why nothing comes of it. */
export function refusalText(due: DueReply, refusal: Refusal): string | null {
  const sentence = REFUSALS[refusal];
  return sentence === null ? null : `About ${subjectOf(due)}: ${sentence}`;
}

function sentenceOf(job: Job, subject: string): string {
  const outcome = outcomeOf(job);
  if (outcome === 'pull_request' && job.pushed_sha !== null) return `Commit ${job.pushed_sha} answers ${subject}.`;
  if (outcome === 'no_changes') return `Nothing was changed for ${subject}.`;
  if (outcome === 'cancelled') return `The work on ${subject} was cancelled.`;
  const kept = job.pushed_sha === null ? '' : ` What there is of it is in commit ${job.pushed_sha}.`;
  return `The work on ${subject} came to no good end.${kept} Whoever runs the server finds out why by the job.`;
}

function subjectOf({ kind, url }: DueReply): string {
  return `[${SUBJECTS[kind] ?? kind}](${url})`;
}

function nameOf({ id }: Job, publicUrl: string | null): string {
  const link = linkToJob(publicUrl, id);
  return link === null ? `\`${id}\`` : `[\`${id}\`](${link})`;
}

function shortened(text: string): string {
  const characters = Array.from(text.trim());
  return characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS - 1).join('')}…` : text.trim();
}
