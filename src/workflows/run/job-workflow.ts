import { JobType } from '../../jobs/types/job-type.js';
import type { JobRun, RunOutcome } from './job-run.js';

/** A type of jobs that this server can run. */
export abstract class JobWorkflow<Fields extends object = object> extends JobType<Fields> {
  /**
   * Does the job, or what is left of it: it is called again with `run.resuming` after an interruption and after the model was
   * away, so each step must be one that may be repeated. Resolves when there is nothing left to do now, all results recorded.
   * @throws JobFailure when the job has failed, in a sentence for people; RunStopped when the run had to end; JobPostponed
   * when the model could not be used, JobInterrupted when Claude was killed. Anything else fails the job as a fault of the server.
   */
  abstract run(run: JobRun): Promise<RunOutcome>;
}
