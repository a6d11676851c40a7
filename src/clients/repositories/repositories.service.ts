import { Injectable } from '@nestjs/common';
import type { CodeRepository } from '../client.js';
import { CodeRepositoryRepository } from './code-repository.repository.js';
import { Env } from '../../platform/config/env.js';
import { directoryFaultOf } from '../../platform/config/directories.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ErrorCode } from '../../platform/errors/error-codes.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { BareClones } from '../../git/clones/bare-clones.js';
import { fullName, type RepositoryRef } from '../../git/repository-ref.js';

/** Repositories that one request works on at the same time. */
const PARALLEL = 4;
/** Longest time one repository may take, in milliseconds. */
const TIMEOUT_MS = 1_800_000;

export interface RepositoryOutcome {
  /** `owner/name`. */
  readonly repo: string;
  readonly success: boolean;
  /** Absolute path of the bare clone; null when it could not be made. */
  readonly path?: string | null;
  /** Why it failed; null on success. */
  readonly error: string | null;
  /** The same for programs. The status is 200 all the same: the published contract has `success` for it. */
  readonly code: Extract<ErrorCode, 'clone_failed'> | null;
}

/** Brings the bare clones up to date on request; a failure of one does not stop the others. */
@Injectable()
export class RepositoriesService {
  constructor(
    private readonly repositories: CodeRepositoryRepository,
    private readonly clones: BareClones,
    private readonly redactor: Redactor,
    private readonly env: Env,
  ) {}

  /** Fetches every known repository, cloning those that are not there yet. @param clientIds whose; null: everybody's. */
  syncAll(clientIds: readonly string[] | null): Promise<RepositoryOutcome[]> {
    return this.forAll(clientIds, async (ref, signal) => {
      await this.clones.ensureCloned(ref, signal);
      await this.clones.fetch(ref, signal);
      return {};
    });
  }

  /** @param clientIds whose; null: everybody's. */
  cloneAll(clientIds: readonly string[] | null): Promise<RepositoryOutcome[]> {
    return this.forAll(clientIds, (ref, signal) => this.clone(ref, signal));
  }

  /** A failed clone is an outcome, not an error. @throws DomainError `not_found` for an unknown id. */
  async cloneOne(id: string): Promise<RepositoryOutcome> {
    const row = await this.repositories.find(id);
    if (!row) throw DomainError.notFound('Repository', id);
    return this.attempt(toRef(row), (ref, signal) => this.clone(ref, signal));
  }

  private async clone(ref: RepositoryRef, signal: AbortSignal) {
    const { path, alreadyCloned } = await this.clones.ensureCloned(ref, signal);
    return { path, alreadyCloned };
  }

  /** Outcomes are in the order of the list; a repository of several clients is processed once. */
  private async forAll(clientIds: readonly string[] | null, work: RepositoryWork): Promise<RepositoryOutcome[]> {
    const byName = new Map(
      (await this.repositories.list(clientIds)).map(toRef).map((ref) => [fullName(ref).toLowerCase(), ref]),
    );
    const refs = [...byName.values()];
    const outcomes: RepositoryOutcome[] = [];
    const next = refs.entries();
    const lane = async () => {
      for (const [index, ref] of next) outcomes[index] = await this.attempt(ref, work);
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
    return outcomes;
  }

  private async attempt(ref: RepositoryRef, work: RepositoryWork): Promise<RepositoryOutcome> {
    const repo = fullName(ref);
    try {
      return { repo, success: true, error: null, code: null, ...(await work(ref, AbortSignal.timeout(TIMEOUT_MS))) };
    } catch (error) {
      const sentence = error instanceof JobFailure ? error.message : directoryFaultOf(error, this.env);
      const reason = this.redactor.redact(sentence ?? 'The repository could not be read.');
      return { repo, success: false, error: reason, code: 'clone_failed' };
    }
  }
}

type RepositoryWork = (ref: RepositoryRef, signal: AbortSignal) => Promise<Partial<RepositoryOutcome>>;

function toRef(row: CodeRepository): RepositoryRef {
  return { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
}
