import { useId, useState } from 'preact/hooks';
import { bytes } from '../../design/figures.js';
import { Problem } from '../../design/states.js';
import type { DraftAttachment, PartProps } from './job-draft.js';

/** What the server takes. */
const MOST = 10;
const MOST_BYTES = 10_000_000;

async function attachmentOf(file: File): Promise<DraftAttachment> {
  const content = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces: an array of arguments has its limit.
  for (let at = 0; at < content.length; at += 32_768) text += String.fromCharCode(...content.subarray(at, at + 32_768));
  const contentType = file.type.split(';', 1)[0] || 'application/octet-stream';
  return { name: file.name, contentType, bytes: content.length, data: btoa(text) };
}

/** Files for Claude, dropped or chosen. */
export function AttachmentField({ draft: { attachments }, set }: PartProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const add = async (files: FileList | null | undefined) => {
    const all = [...attachments, ...(await Promise.all([...(files ?? [])].map(attachmentOf)))];
    const size = all.reduce((sum, each) => sum + each.bytes, 0);
    setError(all.length > MOST || size > MOST_BYTES ? 'At most 10 files of 10 MB together can be attached.' : null);
    if (all.length <= MOST && size <= MOST_BYTES) set({ attachments: all });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add(event.dataTransfer?.files);
  };
  return (
    <div class="field">
      <label for={id}>Attachments</label>
      <div
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span class="soft small">Drop files here, or choose them. Claude sees pictures, and reads the rest.</span>
        <input id={id} type="file" multiple onChange={({ currentTarget }) => void add(currentTarget.files)} />
      </div>
      <Problem error={error} />
      <Chosen
        attachments={attachments}
        remove={(name) => set({ attachments: attachments.filter((each) => each.name !== name) })}
      />
    </div>
  );
}

interface ChosenProps {
  readonly attachments: readonly DraftAttachment[];
  readonly remove: (name: string) => void;
}

function Chosen({ attachments, remove }: ChosenProps) {
  if (attachments.length === 0) return null;
  return (
    <ul class="list card" aria-label="Attached files">
      {attachments.map(({ name, bytes: size }) => (
        <li key={name}>
          <span>
            <bdi>{name}</bdi> <span class="soft small">{bytes(size)}</span>
          </span>
          <button type="button" class="button tight" onClick={() => remove(name)}>
            Remove<span class="visually-hidden"> {name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
