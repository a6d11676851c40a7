import type { JobDetail } from '../../../api/types.js';
import { phaseName, PHASES_OF, waitSentence } from '../../../words/job-words.js';

/** Where a live job is on its way, or why it waits. */
export function PhaseSteps({ job }: { readonly job: JobDetail }) {
  if (job.status === 'queued') {
    return (
      <div class="notice amber" role="status">
        <span dir="auto">{job.wait_message ?? waitSentence(job.wait_reason, job.run_after)}</span>
      </div>
    );
  }
  if (job.status !== 'running' || job.phase === null) return null;
  const steps = stepsOf(job, job.phase);
  const reached = steps.indexOf(job.phase);
  return (
    <ol class="steps" aria-label="Phases">
      {steps.map((step, index) => (
        <li key={step} class={index < reached ? 'done' : ''} aria-current={index === reached ? 'step' : undefined}>
          {phaseName(step)}
        </li>
      ))}
    </ol>
  );
}

function stepsOf({ job_type: type, plan_approval: hasPlan }: JobDetail, phase: string): string[] {
  const known = [...(PHASES_OF[type] ?? [])];
  // Few repositories have a setup command.
  if (phase === 'setup') known.splice(1, 0, 'setup');
  if (hasPlan) known.splice(1, 0, 'awaiting_approval');
  if (phase === 'parked') return known.map((each) => (each === 'awaiting_input' ? 'parked' : each));
  return known.includes(phase) ? known : [...known, phase];
}
