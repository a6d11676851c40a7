/** Injection token of the workflows this server knows, one per type of job. */
export const JOB_WORKFLOWS = Symbol('JOB_WORKFLOWS');
