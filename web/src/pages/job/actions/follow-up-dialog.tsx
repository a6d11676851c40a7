import { useState } from 'preact/hooks';
import type { Client } from '../../../../../clients/typescript/src/client.js';
import { useAction } from '../../../api/use-action.js';
import { Answers, Dialog } from '../../../design/dialog.js';
import { AreaField } from '../../../design/fields.js';
import { Problem } from '../../../design/states.js';
import { at, go } from '../../../router/location.js';

interface FollowUpProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly close: () => void;
}

async function followUp(client: Client, id: string, prompt: string): Promise<void> {
  const answer = await client.post('/jobs/{id}/follow-up', { params: { path: { id } }, body: { prompt } });
  go(at(`/jobs/${answer.id}`));
}

/** Asks for more on the same branch and pull request. */
export function FollowUpDialog({ id, isOpen, close }: FollowUpProps) {
  const [prompt, setPrompt] = useState('');
  const action = useAction(followUp, 'The follow-up is queued');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await action.run(id, prompt.trim())) close();
  };
  return (
    <Dialog title="Follow up" isOpen={isOpen} close={close}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>Claude goes on where it was, on the same branch and in the same pull request.</p>
        <AreaField label="What is to be done now" name="prompt" rows={5} value={prompt} onValue={setPrompt} required />
        <Problem error={action.error} />
        <Answers label="Queue it" isBusy={action.isBusy} close={close} />
      </form>
    </Dialog>
  );
}
