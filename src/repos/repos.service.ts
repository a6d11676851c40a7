import { Injectable, Logger } from '@nestjs/common';
import type { CodeRepository } from '../clients/client.js';
import { CodeRepositoryRepository } from '../clients/code-repository.repository.js';
import { Env } from '../config/env.js';
import { folderFaultOf } from '../config/folders.js';
import { DomainError } from '../common/domain-error.js';
import { JobFailure } from '../common/job-failure.js';
import { Redactor } from '../common/redactor.js';
import { BareClones } from '../git/bare-clones.js';
import { fullName, type RepositoryRef } from '../git/repository-ref.js';

/** Repositories worked on at the same time by one request. */
const PARALLEL = 4;
/** Longest time one repository may take, in milliseconds. */
const TIMEOUT_MS = 1_800_000;

export interface RepositoryOutcome {
  /** `owner/name`. */
  readonly repo: string;
  readonly success: boolean;
  /** Absolute path of the bare clone; null when it could not be made. */
  readonly path?: string | null;
  /** Why not; null on success. */
  readonly error: string | null;
}

/** Brings the bare clones up to date on request; one that fails does not keep the others from it. */
@Injectable()
export class ReposService {
  private readonly logger = new Logger(ReposService.name);

  constructor(
    private readonly repositories: CodeRepositoryRepository,
    private readonly clones: BareClones,
    private readonly redactor: Redactor,
    private readonly env: Env,
  ) {}

  /** Fetches every known repository, cloning those that are not there yet. */
  syncAll(): Promise<RepositoryOutcome[]> {
    return this.forAll(async (ref, signal) => {
      await this.clones.ensureCloned(ref, signal);
      await this.clones.fetch(ref, signal);
      return {};
    });
  }

  cloneAll(): Promise<RepositoryOutcome[]> {
    return this.forAll((ref, signal) => this.clone(ref, signal));
  }

  /** @throws DomainError `not_found` for an unknown id; a clone that fails is an outcome. */
  async cloneOne(id: string): Promise<RepositoryOutcome> {
    const row = await this.repositories.find(id);
    if (!row) throw DomainError.notFound('Repository', id);
    return this.attempt(toRef(row), (ref, signal) => this.clone(ref, signal));
  }

  /** Counts for runs that start from now on. @throws DomainError `not_found` for an unknown id. */
  async setTrust(id: string, trusted: boolean): Promise<CodeRepository> {
    const row = await this.repositories.setTrust(id, trusted);
    if (!row) throw DomainError.notFound('Repository', id);
    this.logger.log(
      `repository ${id} (${fullName(toRef(row))}): its own settings are ${trusted ? '' : 'not '}trusted now`,
    );
    return row;
  }

  private async clone(ref: RepositoryRef, signal: AbortSignal) {
    const { path, alreadyCloned } = await this.clones.ensureCloned(ref, signal);
    return { path, alreadyCloned };
  }

  /** In the order of the list; a repository of several clients is done once. */
  private async forAll(work: RepositoryWork): Promise<RepositoryOutcome[]> {
    const byName = new Map(
      (await this.repositories.list()).map(toRef).map((ref) => [fullName(ref).toLowerCase(), ref]),
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
      return { repo, success: true, error: null, ...(await work(ref, AbortSignal.timeout(TIMEOUT_MS))) };
    } catch (error) {
      const sentence = error instanceof JobFailure ? error.message : folderFaultOf(error, this.env);
      return { repo, success: false, error: this.redactor.redact(sentence ?? 'The repository could not be read.') };
    }
  }
}

type RepositoryWork = (ref: RepositoryRef, signal: AbortSignal) => Promise<Partial<RepositoryOutcome>>;

function toRef(row: CodeRepository): RepositoryRef {
  return { owner: row.owner_name, name: row.repo_name, defaultBranch: row.default_branch };
}
