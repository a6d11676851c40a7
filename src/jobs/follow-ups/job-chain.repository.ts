import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Job } from '../records/job.js';
import type { JobPlace } from '../records/job.repository.js';

/** A job and its follow-ups, all on one branch: the first is the root, the others name it. */
type ChainLink = Pick<Job, 'id' | 'root_job_id'>;

/** A pull request as GitHub has it. */
export interface PullRequestNote {
  readonly pr_state: 'open' | 'merged' | 'closed';
  readonly pr_draft: boolean;
  readonly merged_at: string | null;
}

/** What an earlier job of a chain was asked, and what came of it. */
export type EarlierJob = Pick<Job, 'prompt' | 'result_summary'>;

/** Reads chains of jobs, and notes on each job of a pull request what becomes of that. */
@Injectable()
export class JobChainRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /** Ids of the follow-ups of a chain, whichever of its jobs is asked, in order of creation, after a place. */
  async followUps(link: ChainLink, after: JobPlace | null, limit: number): Promise<string[]> {
    let query = this.db.from('agent_jobs').select('id').eq('root_job_id', rootOf(link));
    if (after) {
      const { created_at: at, id } = after;
      query = query.or(`created_at.gt.${at},and(created_at.eq.${at},id.gt.${id})`);
    }
    const rows = unwrap(await query.order('created_at').order('id').limit(limit));
    return rows.map(({ id }) => id);
  }

  /** The number of the chain's pull request; null: none was opened. */
  async pullRequestOf(link: ChainLink): Promise<number | null> {
    const root = rootOf(link);
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .select('pr_number')
        .or(`id.eq.${root},root_job_id.eq.${root}`)
        .not('pr_number', 'is', null)
        .order('created_at', { ascending: false })
        .limit(1),
    );
    return rows[0]?.pr_number ?? null;
  }

  /** The jobs of a chain that ended well before a job of it was created, oldest first; of a long chain the newest. */
  async before(job: Pick<Job, 'id' | 'root_job_id' | 'created_at'>): Promise<EarlierJob[]> {
    const root = rootOf(job);
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .select('prompt, result_summary')
        .or(`id.eq.${root},root_job_id.eq.${root}`)
        .lt('created_at', job.created_at)
        .order('created_at', { ascending: false })
        .limit(MAX_BEFORE),
    );
    return rows.toReversed();
  }

  /**
   * What is new is told to whoever follows these jobs. What is older than what was noted last changes nothing.
   * @param changedAt GitHub's own time of it, ISO 8601.
   */
  async notePullRequest(repositoryId: string, number: number, note: PullRequestNote, changedAt: string): Promise<void> {
    const rows = await this.db.rpc('note_pull_request', {
      p_repository_id: repositoryId,
      p_number: number,
      p_state: note.pr_state,
      p_draft: note.pr_draft,
      // The generated types cannot say that a parameter of a function may be null.
      p_merged_at: note.merged_at as string,
      p_changed_at: changedAt,
    });
    for (const { id } of unwrap(rows)) this.bus.emit('job.changed', { jobId: id });
  }
}

const MAX_BEFORE = 20;

function rootOf({ id, root_job_id }: ChainLink): string {
  return root_job_id ?? id;
}
