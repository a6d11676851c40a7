import { Amount, Count, Flag, Id, Moment, OneOf, Parts, Text } from '../../../http/description/fields.js';
import { COMPLETION_REASONS } from '../../../jobs/records/completion-reason.js';
import type { FeedbackResult } from '../feedback/feedback-result.js';
import type { ShownIteration } from '../iterations/iteration.js';

class FeedbackResultAnswer implements FeedbackResult {
  @Text()
  readonly command!: string;

  @Count({ description: 'null: a signal ended it, or it took too long.', nullable: true })
  readonly exitCode!: number | null;

  @Flag()
  readonly passed!: boolean;

  @Flag()
  readonly timedOut!: boolean;

  @Count()
  readonly durationMs!: number;

  @Text({ description: 'The last 4,000 characters of what it printed.' })
  readonly output!: string;
}

export class IterationAnswer implements Omit<ShownIteration, 'number' | 'feedbackFingerprint'> {
  @Id()
  readonly id!: string;

  @Count({ description: 'From 1.' })
  readonly iterationNumber!: number;

  @Moment()
  readonly startedAt!: string;

  @Moment({ description: 'null: it runs, or was interrupted.', nullable: true })
  readonly completedAt!: string | null;

  @Count({ nullable: true })
  readonly exitCode!: number | null;

  @Text({ description: 'Why it failed, twice; null: it did not.', nullable: true })
  readonly error!: string | null;

  @Flag()
  readonly promiseClaimed!: boolean;

  @Flag()
  readonly promiseDetected!: boolean;

  @Text({ nullable: true })
  readonly blockedReason!: string | null;

  @Flag()
  readonly budgetExceeded!: boolean;

  @Text({ description: 'Claude’s closing words.', nullable: true })
  readonly outputSummary!: string | null;

  @Flag({ description: '`outputSummary` is only its beginning.' })
  readonly outputSummaryTruncated!: boolean;

  @Parts(() => FeedbackResultAnswer)
  readonly feedbackResults!: FeedbackResultAnswer[];

  @Text({ nullable: true })
  readonly headSha!: string | null;

  @Flag()
  readonly treeChanged!: boolean;

  @Count({ nullable: true })
  readonly filesChanged!: number | null;

  @Text({ description: 'As `git diff --stat` draws it.', nullable: true })
  readonly diffStat!: string | null;

  @Text({ description: 'Why the work so far could not be published; null: it could.', nullable: true })
  readonly publishProblem!: string | null;

  @Text({ nullable: true })
  readonly sessionId!: string | null;

  @Count()
  readonly numTurns!: number;

  @Count()
  readonly inputTokens!: number;

  @Count()
  readonly outputTokens!: number;

  @Amount()
  readonly costUsd!: number;

  @Count()
  readonly durationMs!: number;
}

export class IterationsAnswer {
  @Id()
  readonly jobId!: string;

  @Count({ description: '0: before the first one.' })
  readonly currentIteration!: number;

  @Count({ nullable: true })
  readonly maxIterations!: number | null;

  @OneOf(Object.keys(COMPLETION_REASONS), { nullable: true })
  readonly completionReason!: string | null;

  @Parts(() => IterationAnswer, { description: 'Oldest first.' })
  readonly iterations!: IterationAnswer[];
}

export class StopAnswer {
  @Id()
  readonly id!: string;

  @Text()
  readonly message!: string;
}
