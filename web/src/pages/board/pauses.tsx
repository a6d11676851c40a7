import type { Schemas } from '../../api/types.js';
import { counted } from '../../design/figures.js';
import { pauseSentence } from '../../words/job-words.js';

/** What of the model or of GitHub jobs wait for. */
export function Pauses({ paused }: { readonly paused: readonly Schemas['Pause'][] }) {
  return (
    <>
      {paused.map(({ reason, until, jobs }) => (
        <div key={reason} class="notice amber" role="status">
          <span>
            {pauseSentence(reason, until)} {counted(jobs, 'job waits', 'jobs wait')} for that.
          </span>
        </div>
      ))}
    </>
  );
}
