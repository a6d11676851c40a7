import { getSchemaPath } from '@nestjs/swagger';
import type { AnswerClass, Schema } from '../../http/description/fields.js';
import {
  BudgetEventDataAnswer,
  IterationEventDataAnswer,
  JobEventDataAnswer,
  PlanEventDataAnswer,
  QuestionEventDataAnswer,
  TestEventDataAnswer,
} from './dto/event.answers.js';
import { EVENTS, type EventType, TEST_EVENT } from './event-types.js';

/** Of the events that tell more than the job. */
const DATA: Partial<Record<EventType, AnswerClass>> = {
  'job.awaiting_input': QuestionEventDataAnswer,
  'job.awaiting_approval': PlanEventDataAnswer,
  'job.iteration_completed': IterationEventDataAnswer,
  'budget.warning': BudgetEventDataAnswer,
  'budget.exceeded': BudgetEventDataAnswer,
};

/** Classes that the description of events refers to. */
export const EVENT_MODELS = [
  JobEventDataAnswer,
  PlanEventDataAnswer,
  QuestionEventDataAnswer,
  IterationEventDataAnswer,
  BudgetEventDataAnswer,
  TestEventDataAnswer,
];

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const HEADERS = [
  header('webhook-id', 'The id of the event: the same on every attempt, and for every webhook.'),
  header('webhook-timestamp', 'When the attempt was made, in seconds since 1970.'),
  header('webhook-signature', 'One or two signatures, separated by a space, each as `v1,<base64>`.'),
];

const RESPONSES = {
  '2XX': { description: 'It was taken. Answer within 15 seconds; of a body nothing is used.' },
  '410': { description: 'The receiver wants no more: the webhook is switched off.' },
  default: { description: 'It was not taken, and is tried again, after `Retry-After` at the earliest.' },
};

/** What the server sends, as the `webhooks` of an OpenAPI document. */
export function describedEvents(): Record<string, Schema> {
  const events = Object.entries(EVENTS).map(([type, summary]) =>
    described(type, summary, DATA[type as EventType] ?? JobEventDataAnswer),
  );
  const test = described(
    TEST_EVENT,
    'Sent by `POST /webhooks/:id/test`, whatever the webhook wants.',
    TestEventDataAnswer,
  );
  return Object.fromEntries([...events, test]);
}

function described(type: string, summary: string, data: AnswerClass): [string, Schema] {
  const body = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', enum: [type] },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      data: { $ref: getSchemaPath(data) },
    },
  };
  const post = {
    operationId: `on.${type}`.replaceAll(/[._](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: ['webhooks'],
    security: [],
    parameters: HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: RESPONSES,
  };
  return [type, { post }];
}
