import { useState } from 'preact/hooks';
import { ApiError } from '../../../../clients/typescript/src/api-error.js';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { AreaField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { Card } from '../../design/page.js';
import { Loaded, Problem } from '../../design/states.js';

const of = (id: string) => ({ params: { path: { id } } });

async function read(client: Client, id: string): Promise<{ readonly text: string }> {
  try {
    return { text: JSON.stringify(await client.get('/repos/{id}/mcp-config', of(id)), null, 2) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { text: '' };
    throw error;
  }
}

async function save(client: Client, id: string, text: string): Promise<void> {
  if (text.trim() === '') {
    await client.delete('/repos/{id}/mcp-config', of(id));
    return;
  }
  await client.put('/repos/{id}/mcp-config', { ...of(id), body: parsed(text) as never });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** The MCP servers of the repository's conversations. Secrets come back masked, and stay if they are sent so. */
export function McpCard({ id }: { readonly id: string }) {
  const config = useResource((client) => read(client, id), [id]);
  return (
    <Card title="MCP servers">
      <Loaded of={config} what="the MCP servers">
        {({ text }) => <McpForm key={text} id={id} text={text} changed={config.reload} />}
      </Loaded>
    </Card>
  );
}

interface FormProps {
  readonly id: string;
  readonly text: string;
  readonly changed: () => void;
}

function McpForm({ id, text: before, changed }: FormProps) {
  const [text, setText] = useState(before);
  const action = useAction(save, 'Saved');
  return (
    <form class="stack close" onSubmit={handled(async () => (await action.run(id, text)) && changed())}>
      <AreaField
        label="Configuration"
        name="mcpConfig"
        mono
        rows={before === '' ? 3 : 10}
        value={text}
        onValue={setText}
        hint={'As JSON, such as {"mcpServers": {"docs": {"type": "http", "url": "https://…"}}}. Empty: none.'}
      />
      <Problem error={action.error} />
      <div>
        <button type="submit" class="button" disabled={action.isBusy}>
          Save
        </button>
      </div>
    </form>
  );
}
