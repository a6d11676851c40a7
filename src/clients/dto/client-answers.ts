import { Count, Flag, Id, Moment, Part, Parts, Text, Texts } from '../../http/description/fields.js';
import type { Client, CodeRepository, RepositoryDetail } from '../client.js';
import type { AutoFollowUp } from '../repositories/repository-settings.js';
import type { ClientDetailResponse, ClientResponse } from './client.response.js';

export class RepositorySummaryAnswer implements Pick<
  CodeRepository,
  'id' | 'owner_name' | 'repo_name' | 'default_branch'
> {
  @Id()
  readonly id!: string;

  @Text()
  readonly owner_name!: string;

  @Text()
  readonly repo_name!: string;

  @Text()
  readonly default_branch!: string;
}

export class CreatedClientAnswer implements Pick<Client, 'id' | 'name'> {
  @Id()
  readonly id!: string;

  @Text()
  readonly name!: string;
}

export class ClientAnswer extends CreatedClientAnswer implements ClientResponse {
  @Parts(() => RepositorySummaryAnswer, { description: 'Oldest first.' })
  readonly repositories!: RepositorySummaryAnswer[];
}

export class ClientDetailAnswer extends ClientAnswer implements ClientDetailResponse {
  @Part(() => RepositorySummaryAnswer, { description: 'The oldest one; null: there is none.', nullable: true })
  readonly repository!: RepositorySummaryAnswer | null;

  @Count({ description: 'How many of its jobs work at the same time; null: no limit.', nullable: true })
  readonly max_concurrent_jobs!: number | null;
}

export class ClientListAnswer {
  @Parts(() => ClientAnswer, { description: 'By name.' })
  readonly clients!: ClientAnswer[];
}

export class RepositoryAnswer extends RepositorySummaryAnswer implements CodeRepository {
  @Id({ nullable: true })
  readonly client_id!: string | null;

  @Flag({ description: 'Whether Claude uses the repository’s own settings in jobs that change code.' })
  readonly trust_repo_config!: boolean;

  @Count({ description: 'How many of its jobs work at the same time; null: no limit.', nullable: true })
  readonly max_concurrent_jobs!: number | null;

  @Moment()
  readonly created_at!: string;
}

export class AutoFollowUpAnswer implements AutoFollowUp {
  @Flag({ description: 'A review that requests changes becomes a follow-up.' })
  readonly on_review!: boolean;

  @Flag({ description: 'Failed checks become a follow-up, once all have ended.' })
  readonly on_failed_checks!: boolean;

  @Text({ description: 'A comment that begins with it becomes a follow-up; null: none does.', nullable: true })
  readonly mention!: string | null;

  @Count({ description: 'How many follow-ups of a pull request come about in these ways.' })
  readonly max_per_pull_request!: number;
}

export class RepositoryDetailAnswer extends RepositoryAnswer implements RepositoryDetail {
  @Text({ description: 'Added to Claude’s own system prompt.', nullable: true })
  readonly instructions!: string | null;

  @Text({ description: 'The model of jobs that name none.', nullable: true })
  readonly model!: string | null;

  @Texts({ description: 'As in a `.gitignore`: work that changes what they name is not published.', nullable: true })
  readonly protected_paths!: string[] | null;

  @Texts({ description: 'Of pull requests that jobs open.', nullable: true })
  readonly labels!: string[] | null;

  @Texts({ description: 'Who is asked for a review: users, or teams as `owner/team`.', nullable: true })
  readonly reviewers!: string[] | null;

  @Flag({
    description:
      'Whether jobs get its submodules, also those of other owners at GitHub; null: those of the same owner.',
    nullable: true,
  })
  readonly submodules!: boolean | null;

  @Text({ description: 'Prepares the working tree before Claude works in it.', nullable: true })
  readonly setup_command!: string | null;

  @Count({ description: 'How long it may take; null: 15.', nullable: true })
  readonly setup_timeout_minutes!: number | null;

  @Texts({
    description: 'Patterns of the files that its result depends on; null: lock files; none: it runs for each job.',
    nullable: true,
  })
  readonly setup_cache_key!: string[] | null;

  @Texts({ description: 'Of new loops that name none.', nullable: true })
  readonly feedback_commands!: string[] | null;

  @Flag({ description: 'Whether pull requests are drafts, unless a job says otherwise.', nullable: true })
  readonly draft!: boolean | null;

  @Text({ description: 'Before generated names of branches, instead of the type of the job.', nullable: true })
  readonly branch_prefix!: string | null;

  @Part(() => AutoFollowUpAnswer, { description: 'What at GitHub becomes a follow-up; null: nothing.', nullable: true })
  readonly auto_follow_up!: AutoFollowUp | null;
}

export class ChangedRepositoryAnswer extends RepositoryDetailAnswer {
  @Text({
    description: 'Why GitHub does not confirm the name or the default branch; null: it does, or the request gave none.',
    nullable: true,
  })
  readonly warning!: string | null;
}

export class RepositoryListAnswer {
  @Parts(() => RepositoryDetailAnswer, { description: 'Oldest first.' })
  readonly repositories!: RepositoryDetailAnswer[];

  @Text({ description: 'The `cursor` of the next page; null: this is the last one.', nullable: true })
  readonly next_cursor!: string | null;
}

export class RegisteredRepositoryAnswer extends RepositoryDetailAnswer {
  @Text({ description: 'Why GitHub does not confirm the repository; null: it does.', nullable: true })
  readonly warning!: string | null;
}
