import { Injectable } from '@nestjs/common';
import { KeptSessions } from '../../../claude/cli/kept-sessions.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobChainRepository } from '../../../jobs/follow-ups/job-chain.repository.js';
import { JobReader } from '../../../jobs/records/job-reader.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { untilStored } from '../until-stored.js';
import { earlierWork, goOnFromSession, goOnFromWords } from './follow-up-text.js';

const FORGOTTEN = 'Claude’s memory of the earlier work is not here: it is told what was asked and what it said';

/** How Claude begins with a follow-up: in a fork of the session before, or with what was asked and said before. */
@Injectable()
export class FollowUpStart {
  constructor(
    private readonly jobs: JobReader,
    private readonly chain: JobChainRepository,
    private readonly sessions: KeptSessions,
    private readonly journal: RunJournal,
  ) {}

  /** The session to fork, which is in the job's directory then; null: the job is no follow-up, or there is none on this machine. */
  async fork(
    { job, claim }: JobRun,
    tree: JobTree,
    prompt: string,
  ): Promise<{ forkOf: string; prompt: string } | null> {
    const { follow_up_of: id } = job;
    const from = id === null ? null : await untilStored(() => this.jobs.find(id));
    const sessionId = from?.session_id ?? null;
    // The session of a loop is that of one of its iterations.
    if (from === null || sessionId === null || from.iterates) return null;
    if (!(await this.sessions.lend({ jobId: from.id, sessionId }, job.id, tree.path))) return null;
    await this.journal.note(claim, `Claude goes on from its session in job ${from.id}`);
    return { forkOf: sessionId, prompt: goOnFromSession(prompt, tree.path) };
  }

  /** The prompt with what came before it. */
  async inWords({ job, claim }: JobRun, prompt: string): Promise<string> {
    if (job.follow_up_of === null) return prompt;
    await this.journal.note(claim, FORGOTTEN);
    return goOnFromWords(prompt, await this.before({ job }));
  }

  /** The prompt of an iteration, which has no memory: after what came before the job. */
  async introduce({ job }: Pick<JobRun, 'job'>, prompt: string): Promise<string> {
    return job.follow_up_of === null ? prompt : `${earlierWork(await this.before({ job }))}\n\n${prompt}`;
  }

  private async before({ job }: Pick<JobRun, 'job'>) {
    const jobs = await untilStored(() => this.chain.before(job));
    return jobs.map(({ prompt, result_summary: summary }) => ({ prompt, summary }));
  }
}
