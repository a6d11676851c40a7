import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../../../claude/cli/claude-sessions.js';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { FollowUpStart } from '../follow-ups/follow-up-start.js';
import type { JobRun } from '../job-run.js';

/** What a session that has memory is asked, and whose memory it has. */
export interface Fork {
  readonly forkOf: string;
  readonly prompt: string;
}

/** What a new session knows of what came before: in an earlier step of the job, or in the job that it follows up. */
@Injectable()
export class SessionMemory {
  constructor(
    private readonly sessions: ClaudeSessions,
    private readonly followUp: FollowUpStart,
  ) {}

  /** The session to fork, which is in the job's directory then; null: there is none on this machine. */
  async fork(
    run: JobRun,
    tree: JobTree,
    { prompt, continues }: { readonly prompt: string; readonly continues?: string | null },
  ): Promise<Fork | null> {
    const isHere = continues ? await this.sessions.exists(run.job.id, continues) : false;
    return continues && isHere ? { forkOf: continues, prompt } : this.followUp.fork(run, tree, prompt);
  }

  /** The prompt for a session without memory. */
  async inWords(run: JobRun, prompt: string): Promise<string> {
    return this.followUp.inWords(run, prompt);
  }
}
