import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** A job of a pull request. */
export interface PullRequestJob {
  readonly id: string;
  readonly repositoryId: string;
  readonly hasEnded: boolean;
}

/** Of a chain that is longer, the newest. */
const MAX_JOBS = 50;
const LIVE: readonly string[] = ['queued', 'running'];

/** Finds the jobs that a pull request or a commit belongs to. */
@Injectable()
export class PullRequestJobRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Newest first. */
  async ofPullRequest(repositoryIds: readonly string[], number: number): Promise<PullRequestJob[]> {
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .select('id, repository_id, status')
        .in('repository_id', [...repositoryIds])
        .eq('pr_number', number)
        .order('created_at', { ascending: false })
        .limit(MAX_JOBS),
    );
    return rows.map(({ id, repository_id, status }) => ({
      id,
      repositoryId: repository_id ?? '',
      hasEnded: !LIVE.includes(status),
    }));
  }

  /** Numbers of the open pull requests to which a job has pushed this commit. */
  async openWithCommit(repositoryIds: readonly string[], sha: string): Promise<number[]> {
    const rows = unwrap(
      await this.db
        .from('agent_jobs')
        .select('pr_number')
        .in('repository_id', [...repositoryIds])
        .eq('pr_state', 'open')
        .eq('pushed_sha', sha)
        .limit(MAX_JOBS),
    );
    return [...new Set(rows.flatMap(({ pr_number }) => pr_number ?? []))];
  }
}
