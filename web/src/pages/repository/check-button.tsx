import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { Problem } from '../../design/states.js';
import { Output } from '../../text/markdown.js';

const PATH = '/repos/{id}/check';

/** Not every server has the route: its description says. */
async function hasCheck(): Promise<boolean> {
  const response = await fetch('/openapi.json');
  const { paths } = (await response.json()) as { readonly paths: Readonly<Record<string, unknown>> };
  return Object.hasOwn(paths, PATH);
}

/** Asks the server whether it can work on the repository. */
export function CheckButton({ id }: { readonly id: string }) {
  const [answer, setAnswer] = useState<string | null>(null);
  const isThere = useResource(hasCheck, []);
  const action = useAction(async (client: Client) => {
    const body = await client.post(PATH as '/repos/{id}/clone', { params: { path: { id } } });
    setAnswer(JSON.stringify(body, null, 2));
  });
  if (isThere.data !== true) return null;
  return (
    <>
      <button type="button" class="button" disabled={action.isBusy} onClick={() => void action.run()}>
        {action.isBusy ? 'Checking …' : 'Check'}
      </button>
      <Problem error={action.error} />
      {answer === null ? null : <Output text={answer} label="What the check found" />}
    </>
  );
}
