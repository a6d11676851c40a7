import type { RepositoryDetail } from '../../api/types.js';
import { AreaField, CheckField, TextField } from '../../design/fields.js';
import type { JobDraft, PartProps } from './job-draft.js';

interface MoreProps extends PartProps {
  readonly repository: RepositoryDetail | null;
}

type NumberName = 'maxCostUsd' | 'maxDurationMinutes' | 'priority';
const NUMBERS: readonly (readonly [name: NumberName, label: string, hint: string])[] = [
  ['maxCostUsd', 'Budget in US dollars', 'Empty: no limit of its own.'],
  ['maxDurationMinutes', 'Minutes at most', 'Working time. Empty: no limit.'],
  ['priority', 'Priority', '-100 to 100; higher starts first.'],
];

/** What most jobs can do without. */
export function MoreFields({ draft, set, repository }: MoreProps) {
  const line = (name: keyof JobDraft & ('baseBranch' | 'model' | 'externalId'), label: string, hint: string) => (
    <TextField label={label} name={name} value={draft[name]} onValue={(value) => set({ [name]: value })} hint={hint} />
  );
  return (
    <details class="tool">
      <summary>
        <span />
        <strong>Budget, model, variables and more</strong>
        <span class="soft">optional</span>
      </summary>
      <div class="inside">
        <div class="grid-2">
          {NUMBERS.map(([name, label, hint]) => (
            <TextField
              key={name}
              label={label}
              name={name}
              type="number"
              step="any"
              value={draft[name]}
              onValue={(value) => set({ [name]: value })}
              hint={hint}
            />
          ))}
          {line('baseBranch', 'Start from', `Empty: ${repository?.default_branch ?? 'the default branch'}.`)}
          {line('model', 'Model', `Empty: ${repository?.model ?? 'that of the server'}.`)}
          {line('externalId', 'External id', 'The id in your own system.')}
          <TextField
            label="Not before"
            name="notBefore"
            type="datetime-local"
            value={draft.notBefore}
            onValue={(notBefore) => set({ notBefore })}
          />
        </div>
        <AreaField
          label="Variables"
          name="env"
          mono
          rows={2}
          value={draft.env}
          onValue={(env) => set({ env })}
          hint="NAME=value, one a line. Values are stored encrypted."
        />
        {draft.jobType === 'task' ? null : (
          <CheckField
            label="Open the pull request as a draft"
            name="draft"
            checked={draft.draft}
            onChecked={(checked) => set({ draft: checked })}
          />
        )}
      </div>
    </details>
  );
}
