import type { PartProps } from './job-draft.js';

const TYPES = [
  ['code', 'Code', 'Changes files and opens a pull request.'],
  ['task', 'Task', 'A conversation: asks, answers, looks things up.'],
  ['ralph', 'Ralph', 'A loop that goes on until its checks pass.'],
] as const;

/** What kind of work it is. */
export function TypeFields({ draft, set }: PartProps) {
  return (
    <fieldset class="stack close">
      <legend>Type</legend>
      <div class="choices">
        {TYPES.map(([type, name, what]) => (
          <label key={type} class="choice">
            <input
              type="radio"
              name="jobType"
              value={type}
              checked={draft.jobType === type}
              onChange={() => set({ jobType: type })}
            />
            <span>
              <strong>{name}</strong>
              <br />
              <span class="small soft">{what}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
