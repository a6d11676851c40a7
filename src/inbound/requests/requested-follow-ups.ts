import { Injectable, Logger } from '@nestjs/common';
import { FollowUpService } from '../../jobs/follow-ups/follow-up.service.js';
import { JobRepository } from '../../jobs/records/job.repository.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import type { Asked, Place, Refusal } from './asked.js';
import type { PullRequestJob } from './pull-request-job.repository.js';

/** What a follow-up is made of. */
interface Request {
  readonly asked: Asked;
  /** The job that it goes on from. */
  readonly earlier: PullRequestJob;
  readonly place: Place;
}

/** Creates the follow-ups that were asked for at GitHub, in the way of those that are asked for through the API. */
@Injectable()
export class RequestedFollowUps {
  private readonly logger = new Logger(RequestedFollowUps.name);

  constructor(
    private readonly jobs: JobRepository,
    private readonly followUps: FollowUpService,
    private readonly redactor: Redactor,
  ) {}

  /** Once for each id. Answers why it could not be created; null: it is there. @throws as `NewsDesk.take` does. */
  async create(id: string, { asked, earlier, place }: Request, signal: AbortSignal): Promise<Refusal | null> {
    if (await this.jobs.find(id)) return null;
    const { title, prompt } = await asked.compose(place, signal);
    const body = { title: this.redactor.redact(title), prompt: this.redactor.redact(prompt) };
    const { kind, login, url } = asked;
    const untraced = { trace_id: null, traceparent: null };
    const origin = {
      ...untraced,
      created_by_key: null,
      request_id: asked.delivery.id,
      github_request: { kind, login, url },
    };
    try {
      await this.followUps.create(id, earlier.id, body, { origin, reach: null, jobsPerHour: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`${kind} at ${url}: ${error.message}`);
      return error.code === 'pull_request_closed' ? 'pull_request_closed' : 'not_followable';
    }
    this.logger.log(`${kind} at ${url}: job ${id} follows`);
    return null;
  }
}
