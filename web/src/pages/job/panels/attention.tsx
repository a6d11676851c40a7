import type { JobDetail } from '../../../api/types.js';
import { Markdown } from '../../../text/markdown.js';
import { AnswerBox } from './answer-box.js';
import { PlanAnswer } from './plan-answer.js';

interface AttentionProps {
  readonly job: JobDetail;
  readonly changed: () => void;
}

/** What a person has to know or do first: a plan to judge, a question to answer, a reason why it failed. */
export function Attention({ job, changed }: AttentionProps) {
  if (job.phase === 'awaiting_approval' && job.plan !== null) {
    return (
      <section class="notice violet" aria-label="Plan">
        <h2>Claude has made a plan</h2>
        <Markdown text={job.plan} />
        <PlanAnswer id={job.id} changed={changed} />
      </section>
    );
  }
  if (job.status === 'running' && job.awaiting_input_since !== null) {
    return (
      <section class="notice violet" aria-label="Question">
        <h2>Claude waits for your answer</h2>
        {job.last_answer === null ? null : <Markdown text={job.last_answer} />}
        <AnswerBox id={job.id} changed={changed} />
      </section>
    );
  }
  if (job.error !== null) {
    return (
      <section class="notice red" aria-label="Why it failed">
        <h2>{job.status === 'failed' ? 'It failed' : 'It did not go well'}</h2>
        <p dir="auto">{job.error}</p>
      </section>
    );
  }
  return <Summary job={job} />;
}

function Summary({ job }: { readonly job: JobDetail }) {
  // The report of a check says it in full.
  if (job.job_type === 'check') return null;
  if (job.status !== 'completed' || job.result_summary === null) return null;
  return (
    <section class="notice" aria-label="What Claude said at the end">
      <Markdown text={job.result_summary} />
    </section>
  );
}
