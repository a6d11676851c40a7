import { isLive, phaseName, stateOf } from './job-words.js';

interface BadgeProps {
  readonly job: {
    readonly status: string;
    readonly job_type?: string;
    readonly output?: unknown;
    readonly phase?: string | null;
    readonly outcome?: string | null;
    readonly awaiting_input_since?: string | null;
  };
}

/** How a job stands: its end, or who has to act. */
export function StateBadge({ job }: BadgeProps) {
  const [tone, word] = stateOf(job);
  const live = job.status === 'running' && tone === 'blue';
  return (
    <span class={`badge ${tone}${live ? ' live' : ''}`}>
      {live && job.phase && isLive(job) ? phaseName(job.phase) : word}
    </span>
  );
}

/** A word that says what kind a job is of. */
export function TypeBadge({ type }: { readonly type: string }) {
  return <span class="badge flat">{type}</span>;
}
