import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { RepositoryDetail, Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { handled } from '../../design/handled.js';
import { Card } from '../../design/page.js';
import { Problem } from '../../design/states.js';
import { SettingGroups } from './setting-groups.js';
import { bodyOf } from './settings-body.js';
import { draftOf, type SettingsDraft } from './settings-draft.js';

interface SettingsProps {
  readonly repository: RepositoryDetail;
  readonly changed: (repository: RepositoryDetail, warning: string | null) => void;
}

/** All settings of a repository in one form. */
export function RepositorySettings({ repository, changed }: SettingsProps) {
  const [draft, setDraft] = useState(() => draftOf(repository));
  const action = useAction(async (client: Client, id: string, body: Schemas['ChangeRepository']) => {
    const { warning, ...saved } = await client.patch('/repos/{id}', { params: { path: { id } }, body });
    changed(saved, warning);
  }, 'Saved');
  const set = (part: Partial<SettingsDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Card title="Settings">
      <form class="stack" onSubmit={handled(() => action.run(repository.id, bodyOf(draft, repository)))}>
        <SettingGroups draft={draft} set={set} />
        <Problem error={action.error} />
        <div>
          <button type="submit" class="button primary" disabled={action.isBusy}>
            Save the settings
          </button>
        </div>
      </form>
    </Card>
  );
}
