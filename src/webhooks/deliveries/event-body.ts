import { Injectable } from '@nestjs/common';
import { JobsService } from '../../jobs/api/jobs.service.js';
import { JobEnvs } from '../../jobs/env/job-envs.js';
import { type JobRow, toJob } from '../../jobs/records/job.js';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { toIterationResponse } from '../../workflows/ralph/dto/iterations.response.js';
import { toShownIteration } from '../../workflows/ralph/iterations/iteration-row.js';
import type { JobEvent } from './delivery.js';

/** What receivers read. */
@Injectable()
export class EventBody {
  constructor(
    private readonly jobs: JobsService,
    private readonly envs: JobEnvs,
    private readonly redactors: JobRedactors,
  ) {}

  /** JSON, without secrets. `data.job` is the job as `GET /jobs/:id` showed it after the change. */
  async write({ type, at, job: row, iteration }: JobEvent): Promise<string> {
    const job = await this.jobs.show(toJob(row as unknown as JobRow));
    await this.envs.recall(job);
    const data = {
      job,
      ...(type === 'job.awaiting_input' ? { question: job.last_answer } : {}),
      ...(iteration === null ? {} : { iteration: toIterationResponse(toShownIteration(iteration)) }),
    };
    const body = { type, timestamp: new Date(at).toISOString(), data };
    return JSON.stringify(this.redactors.of(job.id).redactJson(body));
  }
}
