import type { RepositoryDetail } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { SelectField } from '../../design/fields.js';
import { defaultsOf, type PartProps } from './job-draft.js';

/** Where the work is; a choice brings the defaults of the repository. */
export function RepositoryField({
  repositories,
  draft,
  set,
}: PartProps & { readonly repositories: readonly RepositoryDetail[] }) {
  const clients = useResource((client) => client.get('/clients'), []);
  const names = new Map((clients.data?.clients ?? []).map(({ id, name }) => [id, name]));
  const choose = (id: string) => {
    const chosen = repositories.find((each) => each.id === id);
    if (chosen) set(defaultsOf(chosen));
  };
  return (
    <SelectField
      label="Repository"
      name="repositoryId"
      value={draft.repositoryId}
      onValue={choose}
      options={repositories.map((each) => {
        const client = names.get(each.client_id ?? '');
        return [each.id, `${each.owner_name}/${each.repo_name}${client === undefined ? '' : ` (${client})`}`] as const;
      })}
    />
  );
}
