import type { Reach } from '../../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { JobsService } from '../../jobs/api/jobs.service.js';
import { JobEnvs } from '../../jobs/env/job-envs.js';
import { type JobRow, toJob } from '../../jobs/records/job.js';
import { ReferenceRepository } from '../../jobs/records/reference.repository.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { toIterationResponse } from '../../workflows/ralph/dto/iterations.response.js';
import { toShownIteration } from '../../workflows/ralph/iterations/iteration-row.js';
import type { BudgetEvent, JobEvent } from './delivery.js';

/** What receivers read. */
@Injectable()
export class EventBody {
  constructor(
    private readonly jobs: JobsService,
    private readonly references: ReferenceRepository,
    private readonly redactor: Redactor,
    private readonly envs: JobEnvs,
    private readonly redactors: JobRedactors,
  ) {}

  /** JSON, without secrets. @param onlyClient the client that the receiver is for, who hears nothing of others; null: all. */
  async write(event: JobEvent | BudgetEvent, onlyClient: string | null): Promise<string> {
    const reach = onlyClient === null ? null : { clientIds: [onlyClient], keyName: null };
    return 'budget' in event ? this.ofBudget(event) : this.ofJob(event, reach);
  }

  /** `data.job` is the job as `GET /jobs/:id` showed it after the change. */
  private async ofJob({ type, at, job: row, iteration }: JobEvent, reach: Reach | null): Promise<string> {
    const job = await this.jobs.show(toJob(row as unknown as JobRow), reach);
    await this.envs.recall(job);
    const data = {
      job,
      ...(type === 'job.awaiting_input' ? { question: job.last_answer } : {}),
      ...(type === 'job.awaiting_approval' ? { plan: job.plan } : {}),
      ...(iteration === null ? {} : { iteration: toIterationResponse(toShownIteration(iteration)) }),
    };
    return JSON.stringify(this.redactors.of(job.id).redactJson(bodyOf(type, at, data)));
  }

  private async ofBudget({ type, at, clientId: id, budget }: BudgetEvent): Promise<string> {
    const [client] = await this.references.clients([id]);
    const data = { client: { id, name: client?.name ?? null }, budget };
    return JSON.stringify(this.redactor.redactJson(bodyOf(type, at, data)));
  }
}

function bodyOf(type: string, at: string, data: object) {
  return { type, timestamp: new Date(at).toISOString(), data };
}
