import { Id, Parts, Text } from '../../../http/description/fields.js';
import { CreatedJobAnswer, JobAnswer } from '../../api/dto/job.answers.js';

export class FollowUpAnswer extends CreatedJobAnswer {
  @Id({ description: 'The job that it goes on from.' })
  readonly followUpOf!: string;

  @Id({ description: 'The first job of the chain.' })
  readonly rootJobId!: string;
}

export class FollowUpListAnswer {
  @Parts(() => JobAnswer, { description: 'In order of creation, without the first job of the chain.' })
  readonly jobs!: JobAnswer[];

  @Text({ description: 'The `cursor` of the next page; null: this is the last one.', nullable: true })
  readonly next_cursor!: string | null;
}
