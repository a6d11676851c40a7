import type { Client } from '../../../../../clients/typescript/src/client.js';
import type { JobDetail } from '../../../api/types.js';
import { useAction } from '../../../api/use-action.js';
import { useResource } from '../../../api/use-resource.js';
import { bytes, moment } from '../../../design/figures.js';
import { save } from '../../../design/save.js';
import { Empty, Loaded, Problem } from '../../../design/states.js';

async function fetchFile(client: Client, id: string, name: string): Promise<void> {
  const { data } = await client.raw.GET('/jobs/{id}/artifacts/{name}', {
    params: { path: { id, name } },
    parseAs: 'blob',
  });
  if (data === undefined) throw new Error('The file is no longer there.');
  save(data, name);
}

/** Files that the job left for people. */
export function Artifacts({ job: { id, status } }: { readonly job: JobDetail }) {
  const query = { limit: 50 };
  const artifacts = useResource(
    (client) => client.get('/jobs/{id}/artifacts', { params: { path: { id }, query } }),
    [id, status],
  );
  const action = useAction(fetchFile);
  return (
    <Loaded of={artifacts} what="the artifacts">
      {({ artifacts: files }) =>
        files.length === 0 ? (
          <Empty title="The job left no files">
            <p>What Claude puts into $ARTIFACTS_DIR is kept here.</p>
          </Empty>
        ) : (
          <section class="card">
            <Problem error={action.error} />
            <ul class="list">
              {files.map(({ name, bytes: size, created_at: created }) => (
                <li key={name}>
                  <div class="what">
                    <bdi>{name}</bdi>
                    <span class="meta">
                      {bytes(size)}, {moment(created)}
                    </span>
                  </div>
                  <button type="button" class="button tight" onClick={() => void action.run(id, name)}>
                    Download<span class="visually-hidden"> {name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}
