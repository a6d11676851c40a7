import type { JobDetail, Schemas } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { counted } from '../../../design/figures.js';
import { Empty, Loaded } from '../../../design/states.js';
import { filesOfPatch } from '../../../text/diff-lines.js';
import { DiffView, Tally } from '../../../text/diff-view.js';
import { FilePart } from './file-part.js';

/** What the job changed, file by file. */
export function Changes({ job: { id, head_sha: head, current_iteration: iteration } }: { readonly job: JobDetail }) {
  const diff = useResource(
    (client) => client.get('/jobs/{id}/diff', { params: { path: { id } } }),
    [id, head, iteration],
  );
  return (
    <Loaded of={diff} what="the changes">
      {(data) =>
        data.files.length === 0 ? (
          <Empty title="Nothing is collected yet">
            <p>The work is compared with where it began at its end, and after each iteration of a loop.</p>
          </Empty>
        ) : (
          <Files diff={data} />
        )
      }
    </Loaded>
  );
}

function Files({ diff: { files, patch, truncated } }: { readonly diff: Schemas['JobDiff'] }) {
  const patches = new Map(filesOfPatch(patch).map(({ path, lines }) => [path, lines]));
  const sum = (name: 'additions' | 'deletions') => files.reduce((all, file) => all + (file[name] ?? 0), 0);
  return (
    <>
      <p class="row">
        {counted(files.length, 'file')} changed
        <Tally added={sum('additions')} removed={sum('deletions')} />
      </p>
      {truncated ? <div class="notice amber">There is more than is kept: some files are left out.</div> : null}
      {files.map((file, index) => (
        <FilePart key={file.path} file={file} isOpen={index < 10}>
          {() => {
            const lines = patches.get(file.path) ?? [];
            return lines.length === 0 ? (
              <p class="soft small">There is nothing to show of it.</p>
            ) : (
              <DiffView lines={lines} label={`Changes of ${file.path}`} />
            );
          }}
        </FilePart>
      ))}
    </>
  );
}
