import { useState } from 'preact/hooks';
import type { Client } from '../../../../../clients/typescript/src/client.js';
import { mayWork } from '../../../api/session.js';
import { useAction } from '../../../api/use-action.js';
import { AreaField } from '../../../design/fields.js';
import { Problem } from '../../../design/states.js';

const approve = (client: Client, id: string, message: string) =>
  client.post('/jobs/{id}/approve', { params: { path: { id } }, body: message === '' ? {} : { message } });
const reject = (client: Client, id: string, message: string) =>
  client.post('/jobs/{id}/reject', { params: { path: { id } }, body: { message } });

/** Lets Claude begin, or tells it what the plan lacks. */
export function PlanAnswer({ id, changed }: { readonly id: string; readonly changed: () => void }) {
  const [text, setText] = useState('');
  const approval = useAction(approve, 'The plan is approved');
  const rejection = useAction(reject, 'Claude makes another plan');
  if (!mayWork.value) return null;
  const isBusy = approval.isBusy || rejection.isBusy;
  const answer = async ({ run }: typeof approval) => (await run(id, text.trim())) && changed();
  return (
    <form
      class="stack close"
      onSubmit={(event) => {
        event.preventDefault();
        void answer(approval);
      }}
    >
      <AreaField
        label="What you want to add"
        name="message"
        rows={2}
        value={text}
        onValue={setText}
        hint="Needed to reject the plan: say what it lacks."
      />
      <Problem error={approval.error ?? rejection.error} />
      <div class="row">
        <button type="submit" class="button primary" disabled={isBusy}>
          Approve
        </button>
        <button
          type="button"
          class="button"
          disabled={isBusy || text.trim() === ''}
          onClick={() => void answer(rejection)}
        >
          Reject
        </button>
      </div>
    </form>
  );
}
