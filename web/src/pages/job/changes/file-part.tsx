import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Schemas } from '../../../api/types.js';
import { Icon } from '../../../design/icons.js';
import { Tally } from '../../../text/diff-view.js';

interface FilePartProps {
  readonly file: Schemas['DiffFile'];
  readonly isOpen: boolean;
  readonly children: () => ComponentChildren;
}

/** A file that can be unfolded. */
export function FilePart({ file, isOpen, children }: FilePartProps) {
  const [shown, setShown] = useState(isOpen);
  const from = file.previous_path === null ? '' : `${file.previous_path} → `;
  return (
    <details class="tool" open={shown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>
        <Icon name="file" />
        <bdi class="said mono">
          {from}
          {file.path}
        </bdi>
        <span class="result row">
          {file.status}
          {file.additions === null ? 'binary' : <Tally added={file.additions} removed={file.deletions} />}
        </span>
      </summary>
      {shown ? <div class="inside">{children()}</div> : null}
    </details>
  );
}
