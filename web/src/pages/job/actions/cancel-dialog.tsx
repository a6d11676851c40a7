import type { Client } from '../../../../../clients/typescript/src/client.js';
import { useAction } from '../../../api/use-action.js';
import { Answers, Dialog } from '../../../design/dialog.js';
import { Problem } from '../../../design/states.js';

interface CancelProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly changed: () => void;
}

const cancel = (client: Client, id: string) => client.post('/jobs/{id}/cancel', { params: { path: { id } } });

/** A cancel is final, so it is asked for twice. */
export function CancelDialog({ id, isOpen, close, changed }: CancelProps) {
  const action = useAction(cancel, 'The job is cancelled');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!(await action.run(id))) return;
    close();
    changed();
  };
  return (
    <Dialog title="Cancel this job?" isOpen={isOpen} close={close}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>It ends at once and for good. Nothing more is pushed; a pull request that exists stays.</p>
        <Problem error={action.error} />
        <Answers label="Cancel the job" isDangerous isBusy={action.isBusy} close={close} />
      </form>
    </Dialog>
  );
}
