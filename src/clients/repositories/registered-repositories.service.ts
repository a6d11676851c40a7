import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { fromCursor, toCursor } from '../../http/paging/cursor.js';
import { type RepositoryFinding, RepositoryLookup } from '../../github/repository-lookup.js';
import { branchInUse } from '../branch-in-use.js';
import type { CodeRepository, RepositoryDetail } from '../client.js';
import {
  type ChangedCodeRepository,
  CodeRepositoryRepository,
  type RepositoryChanges,
  type RepositoryPlace,
  type RepositoryRefusal,
} from './code-repository.repository.js';
import type { ChangeRepositoryDto } from './dto/change-repository.dto.js';
import { autoFollowUpOf } from './dto/auto-follow-up.js';
import { NO_SETTINGS, type RepositorySettings } from './repository-settings.js';
import { RepositorySettingsRepository } from './repository-settings.repository.js';

/** Of a row of another system that has no date; as in supabase/schemas/repositories.sql. */
const NO_DATE = '1970-01-01T00:00:00+00:00';
/** Where GitHub does not tell it. */
const USUAL_BRANCH = 'main';

export interface RepositoryPage {
  readonly repositories: RepositoryDetail[];
  /** null: this page is the last. */
  readonly next_cursor: string | null;
}

export interface RepositoryWarning {
  /** Why GitHub does not confirm the name or the default branch, in a sentence for people; null: it does, or nobody gave one. */
  readonly warning: string | null;
}

/** The clients' repositories as rows. */
@Injectable()
export class RegisteredRepositoriesService {
  private readonly logger = new Logger(RegisteredRepositoriesService.name);

  constructor(
    private readonly repositories: CodeRepositoryRepository,
    private readonly settings: RepositorySettingsRepository,
    private readonly lookup: RepositoryLookup,
  ) {}

  /** Oldest first. @param clientIds null: of all clients. @throws DomainError `invalid` for a cursor that is none. */
  async list(clientIds: readonly string[] | null, limit: number, cursor: string | null): Promise<RepositoryPage> {
    const rows = await this.repositories.page(clientIds, limit + 1, cursor === null ? null : placeIn(cursor));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? toCursor([last.created_at ?? NO_DATE, last.id]) : null;
    const said = await this.settings.byIds(page.map(({ id }) => id));
    return { repositories: page.map((row) => ({ ...row, ...(said.get(row.id) ?? NO_SETTINGS) })), next_cursor: next };
  }

  /** @throws DomainError `not_found`. */
  async get(id: string): Promise<RepositoryDetail> {
    const [row, settings] = await Promise.all([this.repositories.find(id), this.settings.find(id)]);
    if (!row) throw DomainError.notFound('Repository', id);
    return { ...row, ...settings };
  }

  /**
   * Counts for runs that start from now on.
   * @throws DomainError `not_found`; `conflict` for a name that the client has already or that running jobs do not expect, and for a
   * branch that jobs work on.
   */
  async change(id: string, wanted: ChangeRepositoryDto): Promise<ChangedCodeRepository & RepositoryWarning> {
    const finding = await this.findingOf(id, wanted);
    const changes = changesOf(wanted, finding);
    const changed = await this.repositories.change(id, changes, settingsIn(wanted), finding?.state?.id);
    if (typeof changed === 'string') throw refusalOf(changed, id, changes);
    const { before, after } = changed;
    if (after.trust_repo_config !== before.trust_repo_config) {
      const trusted = after.trust_repo_config ? 'now' : 'no longer';
      this.logger.log(`repository ${id} (${nameOf(after)}): its own settings are ${trusted} trusted`);
    }
    if (nameOf(after) !== nameOf(before))
      this.logger.log(`repository ${id}: ${nameOf(before)} is ${nameOf(after)} now`);
    return { ...changed, warning: warningOf(finding, wanted.defaultBranch === null) };
  }

  /** Answers what it was. Its clone is left to housekeeping. @throws DomainError `not_found`; `conflict` while jobs of it have not ended. */
  async remove(id: string): Promise<RepositoryDetail> {
    // They go with the row.
    const settings = await this.settings.find(id);
    const removed = await this.repositories.remove(id);
    if (typeof removed === 'string') throw refusalOf(removed, id, {});
    this.logger.log(`repository ${id} (${nameOf(removed)}): removed`);
    return { ...removed, ...settings };
  }

  /** What GitHub says of the name that it is to have; null: nobody need ask. */
  private async findingOf(id: string, wanted: ChangeRepositoryDto): Promise<RepositoryFinding | null> {
    if (!isNamed(wanted) && wanted.defaultBranch === undefined) return null;
    const { owner_name, repo_name } = await this.get(id);
    const repository = { owner: wanted.githubOrg ?? owner_name, name: wanted.githubRepo ?? repo_name };
    return wanted.defaultBranch ? this.lookup.findWith(repository, wanted.defaultBranch) : this.lookup.find(repository);
  }
}

/** @param asksBranch GitHub was to say what the default branch is. */
function warningOf(finding: RepositoryFinding | null, asksBranch: boolean): string | null {
  const warning = finding?.warning ?? null;
  const isGuess = asksBranch && finding?.defaultBranch === null;
  return warning === null || !isGuess ? warning : `${warning} Its default branch is taken to be ${USUAL_BRANCH}.`;
}

function isNamed({ githubOrg, githubRepo }: ChangeRepositoryDto): boolean {
  return githubOrg !== undefined || githubRepo !== undefined;
}

/** What is undefined is not changed. Without a default branch, the repository gets that of GitHub. */
function changesOf(wanted: ChangeRepositoryDto, finding: RepositoryFinding | null): RepositoryChanges {
  const { githubOrg, githubRepo, defaultBranch, trustRepoConfig, maxConcurrentJobs } = wanted;
  return given({
    owner_name: githubOrg,
    repo_name: githubRepo,
    default_branch: defaultBranch === null ? (finding?.defaultBranch ?? USUAL_BRANCH) : defaultBranch,
    trust_repo_config: trustRepoConfig,
    max_concurrent_jobs: maxConcurrentJobs,
  });
}

/** @throws DomainError `invalid`. */
function placeIn(cursor: string): RepositoryPlace {
  const [created_at, id] = fromCursor(cursor, ['moment', 'id']);
  return { created_at: String(created_at), id: String(id) };
}

function settingsIn(wanted: ChangeRepositoryDto): Partial<RepositorySettings> {
  return given({
    instructions: wanted.instructions,
    model: wanted.model,
    protected_paths: wanted.protectedPaths,
    labels: wanted.labels,
    reviewers: wanted.reviewers,
    submodules: wanted.submodules,
    setup_command: wanted.setupCommand,
    setup_timeout_minutes: wanted.setupTimeoutMinutes,
    setup_cache_key: wanted.setupCacheKey,
    feedback_commands: wanted.feedbackCommands,
    draft: wanted.draft,
    branch_prefix: wanted.branchPrefix,
    auto_follow_up: wanted.autoFollowUp && autoFollowUpOf(wanted.autoFollowUp),
  });
}

/** Without what is undefined. */
function given<T extends object>(values: { readonly [Name in keyof T]: T[Name] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function nameOf({ owner_name, repo_name }: CodeRepository): string {
  return `${owner_name}/${repo_name}`;
}

function refusalOf(refusal: RepositoryRefusal, id: string, { default_branch }: RepositoryChanges): DomainError {
  if (refusal === 'not_found') return DomainError.notFound('Repository', id);
  if (refusal === 'branch_in_use') return branchInUse(default_branch ?? '');
  return refusal === 'taken'
    ? new DomainError('conflict', 'repository_taken', 'The client has a repository of this name already')
    : new DomainError('conflict', 'has_live_jobs', LIVE_JOBS);
}

const LIVE_JOBS = 'Jobs of the repository have not ended: wait for their end, or cancel them';
