import { useState } from 'preact/hooks';
import type { Client } from '../../../../../clients/typescript/src/client.js';
import { mayWork } from '../../../api/session.js';
import { useAction } from '../../../api/use-action.js';
import { AreaField } from '../../../design/fields.js';
import { Problem } from '../../../design/states.js';

const send = (client: Client, id: string, message: string) =>
  client.post('/jobs/{id}/message', { params: { path: { id } }, body: { message } });

/** Where a person answers Claude. */
export function AnswerBox({ id, changed }: { readonly id: string; readonly changed: () => void }) {
  const [text, setText] = useState('');
  const action = useAction(send);
  if (!mayWork.value) return null;
  const submit = async () => {
    if (text.trim() === '' || !(await action.run(id, text.trim()))) return;
    setText('');
    changed();
  };
  return (
    <form
      class="stack close"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit();
      }}
    >
      <AreaField
        label="Your answer"
        name="message"
        rows={3}
        value={text}
        onValue={setText}
        hint="Ctrl or ⌘ with Enter sends it."
      />
      <Problem error={action.error} />
      <div>
        <button type="submit" class="button primary" disabled={action.isBusy || text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}
