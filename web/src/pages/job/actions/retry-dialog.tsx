import { useState } from 'preact/hooks';
import type { Client } from '../../../../../clients/typescript/src/client.js';
import type { JobDetail, Schemas } from '../../../api/types.js';
import { useAction } from '../../../api/use-action.js';
import { Answers, Dialog } from '../../../design/dialog.js';
import { AreaField, TextField } from '../../../design/fields.js';
import { handled } from '../../../design/handled.js';
import { Problem } from '../../../design/states.js';
import { at, go } from '../../../router/location.js';

interface RetryProps {
  readonly job: JobDetail;
  readonly isOpen: boolean;
  readonly close: () => void;
}

async function retry(client: Client, id: string, body: Schemas['RetryJobBody']): Promise<void> {
  const answer = await client.post('/jobs/{id}/retry', { params: { path: { id } }, body });
  go(at(`/jobs/${answer.id}`));
}

/** Repeats a job, told better if need be. */
export function RetryDialog({ job, isOpen, close }: RetryProps) {
  const [prompt, setPrompt] = useState(job.prompt);
  const [branch, setBranch] = useState('');
  const [cost, setCost] = useState('');
  const action = useAction(retry, 'The job is queued again');
  const submit = async () => {
    const body = {
      prompt: prompt.trim() === job.prompt ? null : prompt.trim(),
      branchName: branch.trim() || null,
      maxCostUsd: cost === '' ? null : Number(cost),
    };
    if (await action.run(job.id, body)) close();
  };
  return (
    <Dialog title="Retry this job" isOpen={isOpen} close={close}>
      <form class="stack" onSubmit={handled(submit)}>
        <AreaField label="Prompt" name="prompt" rows={6} value={prompt} onValue={setPrompt} required />
        <TextField
          label="Branch"
          name="branchName"
          value={branch}
          onValue={setBranch}
          hint="Empty: a new branch of its own."
        />
        <TextField
          label="Budget in US dollars"
          name="maxCostUsd"
          type="number"
          min="0.0001"
          step="any"
          value={cost}
          onValue={setCost}
          hint="Empty: as before."
        />
        <Problem error={action.error} />
        <Answers label="Queue it" isBusy={action.isBusy} close={close} />
      </form>
    </Dialog>
  );
}
