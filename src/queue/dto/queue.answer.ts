import { Count, Field, Flag, Id, Moment, OneOf, Part, Parts, Text } from '../../http/description/fields.js';
import { JOB_PHASES } from '../../jobs/records/job-status.js';
import { NodeAnswer } from '../nodes/dto/node.answer.js';

class JobSummaryAnswer {
  @Id()
  readonly id!: string;

  @Text({ nullable: true })
  readonly title!: string | null;

  @Text({ description: 'The first 1,000 characters.' })
  readonly prompt!: string;

  @Flag()
  readonly prompt_truncated!: boolean;

  @Text()
  readonly job_type!: string;

  @Text({ nullable: true })
  readonly branch_name!: string | null;

  @Id({ nullable: true })
  readonly client_id!: string | null;
}

class RunningJobAnswer extends JobSummaryAnswer {
  @OneOf(JOB_PHASES, { nullable: true })
  readonly phase!: string | null;

  @Text({ description: 'The node that runs it.', nullable: true })
  readonly node!: string | null;

  @Moment({ nullable: true })
  readonly started_at!: string | null;
}

class QueuedJobAnswer extends JobSummaryAnswer {
  @Count()
  readonly priority!: number;

  @Moment()
  readonly created_at!: string;

  @Count({ description: 'From 1.' })
  readonly position!: number;

  @Moment({ description: 'It does not start before this time.', nullable: true })
  readonly run_after!: string | null;

  @Text({ description: 'Why it waits; null: it is about to start.', nullable: true })
  readonly wait_reason!: string | null;
}

class PauseAnswer {
  @Text()
  readonly reason!: string;

  @Moment()
  readonly until!: string;

  @Count({ description: 'How many jobs were interrupted.' })
  readonly jobs!: number;
}

class WaitingAnswer {
  @Count({ description: 'All queued jobs.' })
  readonly total!: number;

  @Field(
    { type: 'object', additionalProperties: { type: 'integer' } },
    { description: 'How many wait for each reason.' },
  )
  readonly by_reason!: Readonly<Record<string, number>>;
}

export class QueueAnswer {
  @Parts(() => RunningJobAnswer, { description: 'In order of their start.' })
  readonly running!: RunningJobAnswer[];

  @Parts(() => QueuedJobAnswer, { description: 'In the order in which they will start.' })
  readonly queued!: QueuedJobAnswer[];

  @Text({ description: 'The `cursor` of the next page; null: this is the last one.', nullable: true })
  readonly next_cursor!: string | null;

  @Part(() => WaitingAnswer)
  readonly waiting!: WaitingAnswer;

  @Count({ description: 'Conversations and plans that wait for a person: they count as running, but hold no slot.' })
  readonly parked!: number;

  @Parts(() => PauseAnswer, { description: 'Why jobs are paused, and until when.' })
  readonly paused!: PauseAnswer[];

  @Count({ description: 'Of the node that answers; `nodes` has the capacity of the others.' })
  readonly maxConcurrent!: number;

  @Parts(() => NodeAnswer)
  readonly nodes!: NodeAnswer[];
}
