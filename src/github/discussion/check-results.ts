import { Injectable } from '@nestjs/common';
import { abortable } from '../../git/commands/retry.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import { GithubClients } from '../credentials/github-clients.js';
import { tailOf } from './log-tail.js';

/** A check that has failed. */
export interface FailedCheck {
  readonly name: string;
  readonly conclusion: string;
  /** Its page; null: it has none. */
  readonly url: string | null;
  /** The end of its log or, where GitHub has none, what it says of itself; may be empty. */
  readonly words: string;
}

/** What the checks of a commit have come to. */
export type CheckOutcome = 'pending' | 'failed' | 'passed';

const ATTEMPT = {
  failed: 'The checks of a commit could not be read',
  forbidden: 'may not read checks (permissions Checks and Actions: read)',
};
const FAILING: ReadonlySet<string | null> = new Set(['failure', 'timed_out', 'startup_failure']);
const ACTIONS = 'github-actions';
/** Of checks whose logs are fetched. */
const MAX_CHECKS = 5;
const PAGE = 100;

/** Reads checks of commits and the logs of those that failed. */
@Injectable()
export class CheckResults {
  constructor(private readonly clients: GithubClients) {}

  /**
   * A suite without runs does not count: GitHub makes one for every App that could check the commit.
   * @throws JobFailure when GitHub refuses or cannot be reached; the signal's reason when it is aborted.
   */
  async outcomeOf(repository: RepositoryRef, sha: string, signal: AbortSignal): Promise<CheckOutcome> {
    const { owner, name: repo } = repository;
    const where = { owner, repo, ref: sha, per_page: PAGE, request: { signal } };
    const { data } = await this.attempt(repository, signal, () =>
      this.client(repository).checks.listSuitesForRef(where),
    );
    const suites = data.check_suites.filter((suite) => suite.latest_check_runs_count > 0);
    if (suites.some(({ status }) => status !== 'completed')) return 'pending';
    return suites.some(({ conclusion }) => FAILING.has(conclusion)) ? 'failed' : 'passed';
  }

  /** The first few, each with at most `maxWords` characters of its log. @throws as `outcomeOf` does. */
  async failed(repository: RepositoryRef, sha: string, maxWords: number, signal: AbortSignal): Promise<FailedCheck[]> {
    const { owner, name: repo } = repository;
    const where = { owner, repo, ref: sha, status: 'completed', per_page: PAGE, request: { signal } } as const;
    const { data } = await this.attempt(repository, signal, () => this.client(repository).checks.listForRef(where));
    const failed = data.check_runs.filter(({ conclusion }) => FAILING.has(conclusion)).slice(0, MAX_CHECKS);
    const found: FailedCheck[] = [];
    for (const { id, name, conclusion, html_url: url, app, output } of failed) {
      const log = app?.slug === ACTIONS ? await this.logOf(repository, Number(id), maxWords, signal) : null;
      const said = [output.title, output.summary, output.text].filter(Boolean).join('\n\n').slice(-maxWords);
      found.push({ name, conclusion: conclusion ?? '', url, words: log ?? said });
    }
    return found;
  }

  /** GitHub leads to a file elsewhere. null: there is none any more, or it may not be read: then the check speaks for itself. */
  private async logOf(
    { owner, name: repo }: RepositoryRef,
    job_id: number,
    maxWords: number,
    signal: AbortSignal,
  ): Promise<string | null> {
    // As a stream: logs may be larger than memory.
    const request = { signal, retries: 0, parseSuccessResponseBody: false };
    const where = { owner, repo, job_id, request };
    try {
      const { actions } = this.client({ owner, name: repo });
      const { data } = await abortable(actions.downloadJobLogsForWorkflowRun(where), signal);
      return await tailOf(data as ReadableStream<Uint8Array>, maxWords);
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  private client(repository: Pick<RepositoryRef, 'owner' | 'name'>) {
    return this.clients.of(repository, { readsChecks: true }).rest;
  }

  private async attempt<T>(repository: RepositoryRef, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    try {
      return await abortable(ask(), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw this.clients.failure(error, ATTEMPT, repository);
    }
  }
}
