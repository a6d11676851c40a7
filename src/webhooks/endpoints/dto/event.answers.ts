import { BudgetAnswer } from '../../../clients/budgets/dto/budget.answer.js';
import { Id, Part, Text } from '../../../http/description/fields.js';
import { JobAnswer } from '../../../jobs/api/dto/job.answers.js';
import { IterationAnswer } from '../../../workflows/ralph/dto/ralph.answers.js';

/** What is told of a job. */
export class JobEventDataAnswer {
  @Part(() => JobAnswer, { description: 'The job as `GET /jobs/:id` showed it after the change.' })
  readonly job!: JobAnswer;
}

export class QuestionEventDataAnswer extends JobEventDataAnswer {
  @Text({ description: 'What Claude said last, up to 10,000 characters.', nullable: true })
  readonly question!: string | null;
}

export class PlanEventDataAnswer extends JobEventDataAnswer {
  @Text({ description: 'The plan that Claude has made.', nullable: true })
  readonly plan!: string | null;
}

export class IterationEventDataAnswer extends JobEventDataAnswer {
  @Part(() => IterationAnswer, { description: 'As `GET /jobs/:id/iterations` shows it.' })
  readonly iteration!: IterationAnswer;
}

class EventClientAnswer {
  @Id()
  readonly id!: string;

  @Text({ description: 'null: it was removed meanwhile.', nullable: true })
  readonly name!: string | null;
}

export class BudgetEventDataAnswer {
  @Part(() => EventClientAnswer)
  readonly client!: EventClientAnswer;

  @Part(() => BudgetAnswer, { description: 'As `GET /clients/:id/budget` showed it after the change.' })
  readonly budget!: BudgetAnswer;
}

class WebhookSummaryAnswer {
  @Id()
  readonly id!: string;

  @Text({ nullable: true })
  readonly description!: string | null;
}

export class TestEventDataAnswer {
  @Part(() => WebhookSummaryAnswer)
  readonly webhook!: WebhookSummaryAnswer;
}
