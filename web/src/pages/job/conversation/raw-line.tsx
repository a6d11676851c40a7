import type { Client } from '../../../../../clients/typescript/src/client.js';
import type { Message } from '../../../api/types.js';
import { useAction } from '../../../api/use-action.js';
import { save } from '../../../design/save.js';
import { Problem } from '../../../design/states.js';
import { Output } from '../../../text/markdown.js';

interface RawLineProps {
  readonly message: Message;
  readonly jobId: string;
  /** Only the way to the whole. */
  readonly isBrief?: boolean;
}

async function saveWhole(client: Client, jobId: string, messageId: string): Promise<void> {
  const path = { id: jobId, messageId };
  const { data } = await client.raw.GET('/jobs/{id}/messages/{messageId}/content', {
    params: { path },
    parseAs: 'blob',
  });
  if (data === undefined) throw new Error('The message cannot be read any more.');
  save(data, `message-${messageId}.txt`);
}

/** A message as it is stored. */
export function RawLine({ message, jobId, isBrief = false }: RawLineProps) {
  const action = useAction(saveWhole);
  const isLong = message.content_truncated || message.content.length > 20_000;
  return (
    <div class="stack close">
      {isBrief ? null : <Output text={pretty(message.content)} label={`Message ${message.seq}`} />}
      {isLong ? (
        <button
          type="button"
          class="button tight"
          disabled={action.isBusy}
          onClick={() => void action.run(jobId, message.id)}
        >
          Download the whole message
        </button>
      ) : null}
      <Problem error={action.error} />
    </div>
  );
}

function pretty(content: string): string {
  if (content.length > 200_000) return content;
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}
