import type { Client } from '../../../../clients/typescript/src/client.js';
import { useAction } from '../../api/use-action.js';
import { save } from '../../design/save.js';
import { Problem } from '../../design/states.js';
import type { Group, Range } from './usage-query.js';

const GROUPS: readonly Group[] = ['client', 'repository', 'day'];

async function download(client: Client, groupBy: Group, range: Range): Promise<void> {
  const { data } = await client.raw.GET('/usage', {
    params: { query: { groupBy, ...range } },
    headers: { accept: 'text/csv' },
    parseAs: 'blob',
  });
  if (data === undefined) throw new Error('The file could not be made.');
  save(data, `usage-by-${groupBy}.csv`);
}

/** The same figures as files. */
export function CsvButton({ range }: { readonly range: Range }) {
  const action = useAction(download);
  return (
    <>
      <Problem error={action.error} />
      {GROUPS.map((group) => (
        <button
          key={group}
          type="button"
          class="button"
          disabled={action.isBusy}
          onClick={() => void action.run(group, range)}
        >
          CSV by {group}
        </button>
      ))}
    </>
  );
}
