import { Count, Field, Flag, Moment, OneOf, Part, Text } from '../../../http/description/fields.js';

class HealthQueueAnswer {
  @Count({ nullable: true })
  readonly running!: number | null;

  @Count({ nullable: true })
  readonly queued!: number | null;

  @Count()
  readonly maxConcurrent!: number;

  @Flag({ description: 'Whether this server takes no more jobs.' })
  readonly draining!: boolean;
}

class HealthPauseAnswer {
  @Text()
  readonly reason!: string;

  @Moment()
  readonly until!: string;
}

class GithubHealthAnswer {
  @Flag({ description: 'null: not known yet.', nullable: true })
  readonly authenticated!: boolean | null;

  @Text({ nullable: true })
  readonly reason!: string | null;
}

class GitHealthAnswer extends GithubHealthAnswer {
  @Field({
    type: 'array',
    items: { type: 'string', enum: ['owner_tokens', 'github_app', 'token'] },
    description: 'The credentials of GitHub that are configured, in the order in which one is looked for.',
  })
  readonly credentials!: readonly string[];
}

class ClaudeHealthAnswer extends GithubHealthAnswer {
  @Text({ nullable: true })
  readonly version!: string | null;
}

class StoreHealthAnswer {
  @OneOf(['supabase', 'postgres', 'embedded'])
  readonly mode!: string;

  @Flag()
  readonly reachable!: boolean;
}

class SandboxHealthAnswer {
  @Text()
  readonly driver!: string;

  @OneOf(['open', 'model-only'])
  readonly network!: string;

  @Field({ type: 'array', items: { type: 'string' } })
  readonly limits!: readonly string[];

  @Text({ description: '`no_sandbox_works`: jobs run without one.', nullable: true })
  readonly reason!: string | null;
}

export class HealthAnswer {
  @OneOf(['ok', 'degraded'])
  readonly status!: string;

  @Part(() => HealthQueueAnswer)
  readonly queue!: HealthQueueAnswer;

  @Part(() => HealthPauseAnswer, { description: 'Why jobs are paused; null: they are not.', nullable: true })
  readonly paused!: HealthPauseAnswer | null;

  @Text({ description: 'A sentence, if another server has the NODE_ID of this one.', nullable: true })
  readonly displaced!: string | null;

  @Part(() => ClaudeHealthAnswer)
  readonly claude!: ClaudeHealthAnswer;

  @Part(() => GitHealthAnswer)
  readonly git!: GitHealthAnswer;

  @Part(() => StoreHealthAnswer)
  readonly store!: StoreHealthAnswer;

  @Part(() => SandboxHealthAnswer)
  readonly sandbox!: SandboxHealthAnswer;
}

export class AliveAnswer {
  @OneOf(['ok'])
  readonly status!: 'ok';
}
