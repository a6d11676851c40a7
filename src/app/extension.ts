/**
 * What teams build on that extend the server without changing it: `claude-code-orchestrator/extension`. Everything that is
 * named here is kept, see docs/extending.md; whatever is not may change at any time. The only file that re-exports.
 */
// The program.
export { startServer, type ServerOptions } from './boot.js';
export type { ServerModule } from './app.module.js';

// A job type, and what a run of it gets.
export { JobWorkflow } from '../workflows/run/job-workflow.js';
export { JobType, type FieldsClass } from '../jobs/types/job-type.js';
export type { Job, JobSettings } from '../jobs/records/job.js';
export { JOB_STATUSES, type JobStatus } from '../jobs/records/job-status.js';
export { JOB_FIELDS, type JobField } from '../jobs/api/dto/job-fields.js';
export type { Json } from '../platform/store/database.types.js';
export type { JobRun, RunOutcome } from '../workflows/run/job-run.js';

// What a run does with its job, and how it ends otherwise than well.
export { RunModule } from '../workflows/run/run.module.js';
export { RunTools } from '../workflows/run/tools/run-tools.js';
export type { ClaudeAnswer, ClaudeQuestion } from '../workflows/run/tools/run-session.js';
export type { RunNumbers } from '../workflows/run/publishing/pull-request-text.js';
export type { RepositoryRef } from '../git/repository-ref.js';
export { JobFailure } from '../platform/errors/job-failure.js';
export { JobPostponed, POSTPONE_REASONS, type PostponeReason } from '../workflows/run/job-postponed.js';
export { RunStopped, type StopReason } from '../workflows/run/run-stopped.js';

// GitHub.
export { GithubModule } from '../github/github.module.js';
export { PullRequestReader, type PullRequestState } from '../github/pull-request-reader.js';
export { PullRequestReviews, type Review, type ReviewDraft } from '../github/pull-request-reviews.js';

// Listeners.
export { type JobEventListener, OnJobEvent } from '../platform/events/job-event-bus.js';
export {
  JOB_MESSAGE_TYPES,
  type JobClaim,
  type JobEventName,
  type JobEvents,
  type JobMessage,
  type JobMessageType,
} from '../platform/events/job-events.js';

// Controllers.
export { JobsModule } from '../jobs/jobs.module.js';
export { JobReader } from '../jobs/records/job-reader.js';
export { KEY_SCOPES, type KeyScope, type RouteScope, Scope } from '../http/access/scope.js';
export { type Concern, Concerns, type Thing } from '../http/reach/concerns.js';
export { CurrentReach, type Reach } from '../http/reach/reach.js';
export { type Caller, CurrentCaller } from '../http/access/caller.js';
export { IdPipe } from '../http/validation/is-id.js';
export { DomainError, type DomainErrorKind, type ErrorDetail } from '../platform/errors/domain-error.js';
export { ERROR_CODES, type ErrorCode } from '../platform/errors/error-codes.js';
