import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobRepository } from '../records/job.repository.js';
import { JobDiffAnswer } from './dto/job-diff.answer.js';
import { type JobDiff, JobDiffRepository } from './job-diff.repository.js';

/** What a diff rarely exceeds as JSON, in bytes. */
const DIFF_BYTES = 3_000_000;
const PATCH = 'text/x-diff';
const NOTHING: JobDiff = {
  files: [],
  patch: '',
  truncated: false,
  base_sha: null,
  head_sha: null,
  collected_at: null,
};

/** What a job changed, whichever server has its files, and after they are gone. */
@Scope('read')
@Concerns({ id: 'job' })
@Controller('jobs/:id/diff')
export class JobDiffController {
  constructor(
    private readonly jobs: JobRepository,
    private readonly diffs: JobDiffRepository,
  ) {}

  @Describe({
    id: 'getJobDiff',
    summary: 'What the job changed',
    description:
      'The last state of its work that was collected, as its difference from where the job started. With ' +
      '`Accept: text/x-diff` only the patch; `X-Diff-Truncated: true` says that it is not whole.',
    answer: JobDiffAnswer,
    otherContents: { [PATCH]: { type: 'string' } },
    codes: ['job_changes_nothing'],
  })
  @Get()
  @LargeAnswer(() => DIFF_BYTES)
  async show(
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<JobDiff | string> {
    const job = await this.jobs.get(id);
    if (!job.changes_tree) throw changesNothing(job.job_type);
    const diff = (await this.diffs.find(id)) ?? NOTHING;
    response.vary('Accept');
    if (request.accepts(['application/json', PATCH]) !== PATCH) return diff;
    response.type(`${PATCH}; charset=utf-8`);
    if (diff.truncated) response.setHeader('X-Diff-Truncated', 'true');
    return diff.patch;
  }
}

function changesNothing(type: string): DomainError {
  const sentence = `Jobs of the type ${type} change no files, so there is no diff`;
  return new DomainError('wrong_state', 'job_changes_nothing', sentence);
}
