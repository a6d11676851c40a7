import { createHash } from 'node:crypto';

/** What a caller who waits for a job waits to see changed. */
export interface JobState {
  readonly status: string;
  readonly phase: string | null;
  readonly awaiting_input_since: string | null;
}

/** Characters of each half of a tag. */
const LENGTH = 16;

/** The ETag of a job as answered: its state, so that a caller can wait for another one, and everything else. */
export function jobTag(state: JobState, answer: string): string {
  return `W/"${stateTag(state)}.${digest(answer)}"`;
}

/** The half of a tag that changes when the job's state does. */
export function stateTag({ status, phase, awaiting_input_since: since }: JobState): string {
  return digest(JSON.stringify([status, phase, since === null ? null : Date.parse(since)]));
}

/** The tags of an `If-None-Match` header that name this state. */
export function tagsOfState(header: string, state: JobState): string[] {
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.filter((tag) => tag.includes(`"${stateTag(state)}.`));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
}
