import { getSchemaPath } from '@nestjs/swagger';
import {
  type AnswerClass,
  Count,
  Flag,
  Id,
  Moment,
  OneOf,
  type Schema,
  Text,
} from '../../../http/description/fields.js';
import { MessageAnswer } from '../../api/dto/message.answers.js';
import { COMPLETION_REASONS } from '../../records/completion-reason.js';
import { JOB_OUTCOMES } from '../../records/job-outcome.js';
import { JOB_PHASES, JOB_STATUSES } from '../../records/job-status.js';

class JobEndEvent {
  @OneOf(JOB_STATUSES)
  readonly status!: string;

  @OneOf(Object.keys(JOB_OUTCOMES), { nullable: true })
  readonly outcome!: string | null;
}

class JobStatusEvent extends JobEndEvent {
  @Text({ nullable: true })
  readonly error!: string | null;

  @Text({ nullable: true })
  readonly pr_url!: string | null;

  @Flag({ nullable: true })
  readonly pr_draft!: boolean | null;

  @OneOf(Object.keys(COMPLETION_REASONS), { nullable: true })
  readonly completion_reason!: string | null;
}

class JobPhaseEvent {
  @OneOf(JOB_PHASES, { nullable: true })
  readonly phase!: string | null;

  @Moment({ nullable: true })
  readonly awaiting_input_since!: string | null;

  @Text({ nullable: true })
  readonly last_answer!: string | null;
}

class ReadableMessageEvent {
  @Count()
  readonly seq!: number;

  @OneOf(['server', 'claude', 'tool', 'user'])
  readonly role!: string;

  @Text()
  readonly text!: string;
}

class AnyJobStatusEvent extends JobStatusEvent {
  @Id()
  readonly id!: string;
}

class AnyJobPhaseEvent extends JobPhaseEvent {
  @Id()
  readonly id!: string;
}

/** OpenAPI 3.1 has no words for the events of a stream: `x-events` names the schema of each event's data. */
function streamOf(events: Readonly<Record<string, readonly AnswerClass[]>>): Readonly<Record<string, Schema>> {
  const schemas = Object.entries(events).map(([event, models]) => {
    const references = models.map((model) => ({ $ref: getSchemaPath(model as new () => object) }));
    return [event, references.length === 1 ? references[0] : { anyOf: references }];
  });
  return { 'text/event-stream': { type: 'string', 'x-events': Object.fromEntries(schemas) } };
}

const JOB_EVENTS = {
  message: [MessageAnswer, ReadableMessageEvent],
  status: [JobStatusEvent],
  phase: [JobPhaseEvent],
  end: [JobEndEvent],
};
const ALL_JOBS_EVENTS = { status: [AnyJobStatusEvent], phase: [AnyJobPhaseEvent] };

export const JOB_STREAM = { answer: streamOf(JOB_EVENTS), models: Object.values(JOB_EVENTS).flat() };
export const OVERVIEW_STREAM = { answer: streamOf(ALL_JOBS_EVENTS), models: Object.values(ALL_JOBS_EVENTS).flat() };

export const JOB_STREAM_EVENTS =
  '`message` for each message once, in order, its id is the `seq`; `status` and `phase` at the start and when they change; ' +
  '`end` when the job has ended and every event was sent, after which the server closes the stream. A stream that closes ' +
  'without `end` was cut off: connect again with `Last-Event-ID`.';
export const OVERVIEW_EVENTS =
  '`status` and `phase` of every job that changes from now on. What happened while no stream was open is not repeated: ' +
  'load the list of jobs after each connection.';
