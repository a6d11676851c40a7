import { RepositorySummaryAnswer } from '../../../clients/dto/client-answers.js';
import { Count, Field, Flag, Id, Moment, OneOf, Part, Parts, Text } from '../../../http/description/fields.js';
import { JOB_STATUSES } from '../../records/job-status.js';
import { DERIVED_FIELDS, JOB_FIELDS } from './job-fields.js';
import { JOB_SCHEMAS, NULLABLE_JOB_SCHEMAS, type PublicField } from './job-schemas.js';
import { MessageAnswer } from './message.answers.js';

const SENTENCES: Readonly<Record<PublicField, string>> = { ...JOB_FIELDS, ...DERIVED_FIELDS };

/** Declares the public fields of a job; what each says is in job-fields.ts. */
function JobFields(): ClassDecorator {
  return ({ prototype }) => {
    for (const [name, description] of Object.entries(SENTENCES)) {
      const field =
        name in JOB_SCHEMAS
          ? Field(JOB_SCHEMAS[name as keyof typeof JOB_SCHEMAS], { description })
          : Field(NULLABLE_JOB_SCHEMAS[name as keyof typeof NULLABLE_JOB_SCHEMAS], { description, nullable: true });
      // What is declared by alternatives needs a type of TypeScript beside them, as a property of a class has.
      Reflect.defineMetadata('design:type', Object, prototype as object, name);
      field(prototype as object, name);
    }
  };
}

class JobClientAnswer {
  @Id()
  readonly id!: string;

  @Text()
  readonly name!: string;
}

class JobFeatureAnswer {
  @Id()
  readonly id!: string;

  @Text()
  readonly title!: string;
}

@JobFields()
export class JobAnswer {
  @Part(() => JobClientAnswer, { nullable: true })
  readonly client!: JobClientAnswer | null;

  @Part(() => JobFeatureAnswer, { nullable: true })
  readonly feature!: JobFeatureAnswer | null;

  @Part(() => RepositorySummaryAnswer, { nullable: true })
  readonly repository!: RepositorySummaryAnswer | null;

  @Count({ description: 'Its place among the queued jobs, from 1; null: it is not queued.', nullable: true })
  readonly position!: number | null;
}

export class JobListAnswer {
  @Parts(() => JobAnswer, { description: 'Newest first.' })
  readonly jobs!: JobAnswer[];

  @Count({ description: 'How many jobs match, not only of this page.' })
  readonly total!: number;

  @Flag({ description: '`total` is above 10,000, and estimated.' })
  readonly total_is_estimate!: boolean;

  @Text({ description: 'The `cursor` of the next page; null: this is the last one.', nullable: true })
  readonly next_cursor!: string | null;
}

export class JobDetailAnswer extends JobAnswer {
  @Parts(() => MessageAnswer, {
    description: 'With `includeMessages`: the newest 1,000, in order of `seq`.',
    optional: true,
  })
  readonly messages?: MessageAnswer[];

  @Flag({ description: 'Whether there are older messages.', optional: true })
  readonly messages_truncated?: boolean;
}

export class CreatedJobAnswer {
  @Id()
  readonly id!: string;

  @OneOf(JOB_STATUSES)
  readonly status!: string;

  @Count({ description: 'Its place among the queued jobs, from 1; null: it is not queued.', nullable: true })
  readonly position!: number | null;

  @Text({ nullable: true })
  readonly branchName!: string | null;

  @Moment()
  readonly createdAt!: string;

  @Text()
  readonly jobType!: string;

  @Count({ description: 'Of a loop.', optional: true })
  readonly maxIterations?: number;

  @Text({ description: 'Of a loop.', optional: true })
  readonly completionPromise?: string;

  @Field({ type: 'array', items: { type: 'string' } }, { description: 'Of a loop.', optional: true })
  readonly feedbackCommands?: string[];
}

export class RetriedJobAnswer extends CreatedJobAnswer {
  @Id()
  readonly originalJobId!: string;
}

export class CancelledJobAnswer {
  @Id()
  readonly id!: string;

  @OneOf(['cancelled'])
  readonly status!: 'cancelled';

  @Flag()
  readonly wasRunning!: boolean;
}
