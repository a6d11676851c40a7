import { Injectable } from '@nestjs/common';
import { type Job, type JobRun, JobWorkflow, type RunOutcome, RunTools } from 'claude-code-orchestrator/extension';
import { ReleaseNotesFields } from './release-notes-fields.js';

const INSTRUCTIONS = [
  'You write release notes. Change no file but CHANGELOG.md, and make it if there is none.',
  'Run git log to see what has changed since the last release. Do not commit: that is done for you.',
].join(' ');

/** Lets Claude write the section of a version in CHANGELOG.md; the change becomes a pull request. */
@Injectable()
export class ReleaseNotesWorkflow extends JobWorkflow<ReleaseNotesFields> {
  readonly name = 'release-notes';
  readonly changesTree = true;
  override readonly fields = ReleaseNotesFields;

  constructor(private readonly tools: RunTools) {
    super();
  }

  async run(run: JobRun): Promise<RunOutcome> {
    const { version } = this.optionsOf(run.job);
    const prompt = `Write the section "${version}" of CHANGELOG.md.\n\n${run.job.prompt}`;
    await this.tools.contribute(run, { prompt, instructions: INSTRUCTIONS });
    return 'completed';
  }

  override reportOf(job: Job): object {
    return { version: this.optionsOf(job).version };
  }
}
