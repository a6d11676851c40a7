import { JobFailure, type JobFailureOptions } from '../../platform/errors/job-failure.js';

/** The work as it is must not, or cannot, be published: whoever made it could mend that. */
export class UnpublishableWork extends JobFailure {
  constructor(message: string, options?: JobFailureOptions) {
    super(message, { code: 'work_refused', ...options });
  }
}
