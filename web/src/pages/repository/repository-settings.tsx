import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { RepositoryDetail, Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { AreaField, CheckField, TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { Card } from '../../design/page.js';
import { Problem } from '../../design/states.js';
import { bodyOf, draftOf, type SettingsDraft } from './settings-draft.js';

interface SettingsProps {
  readonly repository: RepositoryDetail;
  readonly changed: () => void;
}

const change = (client: Client, id: string, body: Schemas['ChangeRepository']) =>
  client.patch('/repos/{id}', { params: { path: { id } }, body });

type TextName = {
  [Name in keyof SettingsDraft]: SettingsDraft[Name] extends string ? Name : never;
}[keyof SettingsDraft];
type Kind = 'line' | 'number' | 'lines' | 'text';

const FIELDS: readonly (readonly [name: TextName, label: string, kind: Kind, hint: string])[] = [
  ['defaultBranch', 'Default branch', 'line', 'Empty: that of GitHub.'],
  ['model', 'Model', 'line', 'Empty: that of the server.'],
  ['maxConcurrentJobs', 'Jobs at the same time', 'number', 'Empty: no limit.'],
  ['branchPrefix', 'Prefix of generated branches', 'line', 'Such as claude/. Empty: the type of the job.'],
  ['instructions', 'Instructions for Claude', 'text', 'Added to its system prompt in every job.'],
  ['protectedPaths', 'Protected paths', 'lines', 'One pattern a line, as in .gitignore.'],
  ['feedbackCommands', 'Feedback commands of loops', 'lines', 'One command a line.'],
  ['labels', 'Labels of pull requests', 'lines', 'One a line.'],
  ['reviewers', 'Reviewers', 'lines', 'Users, or teams as owner/team, one a line.'],
];

/** All settings of a repository in one form. */
export function RepositorySettings({ repository, changed }: SettingsProps) {
  const [draft, setDraft] = useState(() => draftOf(repository));
  const action = useAction(change, 'Saved');
  const set = (part: Partial<SettingsDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async () => (await action.run(repository.id, bodyOf(draft, repository))) && changed();
  return (
    <Card title="Settings">
      <form class="stack" onSubmit={handled(submit)}>
        <div class="grid-2">
          {FIELDS.map(([name, label, kind, hint]) => (
            <Setting
              key={name}
              {...{ name, label, kind, hint }}
              value={draft[name]}
              onValue={(value) => set({ [name]: value })}
            />
          ))}
        </div>
        <CheckField
          label="Open pull requests as drafts"
          name="draft"
          checked={draft.draft}
          onChecked={(checked) => set({ draft: checked })}
        />
        <CheckField
          label="Its own Claude settings count"
          name="trustRepoConfig"
          hint="Only for repositories that you trust."
          checked={draft.trustRepoConfig}
          onChecked={(checked) => set({ trustRepoConfig: checked })}
        />
        <Problem error={action.error} />
        <div>
          <button type="submit" class="button primary" disabled={action.isBusy}>
            Save
          </button>
        </div>
      </form>
    </Card>
  );
}

interface SettingProps {
  readonly name: string;
  readonly label: string;
  readonly kind: Kind;
  readonly hint: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Setting({ kind, ...field }: SettingProps) {
  if (kind === 'line') return <TextField {...field} />;
  if (kind === 'number') return <TextField {...field} type="number" min="1" max="1000" />;
  return <AreaField {...field} rows={3} mono={kind === 'lines'} />;
}
