import type { RepositoryDetail } from '../../api/types.js';
import { AreaField, CheckField, TextField } from '../../design/fields.js';
import type { PartProps } from './job-draft.js';

interface WorkProps extends PartProps {
  readonly repository: RepositoryDetail | null;
}

/** What is to be done, and where it goes. */
export function WorkFields({ draft, set, repository }: WorkProps) {
  const isCode = draft.jobType === 'code';
  return (
    <>
      <AreaField
        label="What Claude is to do"
        name="prompt"
        rows={7}
        value={draft.prompt}
        onValue={(prompt) => set({ prompt })}
        required
      />
      <div class="grid-2">
        <TextField
          label="Title"
          name="title"
          value={draft.title}
          onValue={(title) => set({ title })}
          hint="Of the pull request. Empty: the first line above."
        />
        <TextField
          label="Branch"
          name="branchName"
          value={draft.branchName}
          onValue={(branchName) => set({ branchName })}
          required={isCode}
          hint={
            isCode ? 'An existing one is continued.' : `Empty: ${repository?.branch_prefix ?? `${draft.jobType}/`}…`
          }
        />
      </div>
      {isCode ? (
        <CheckField
          label="Approve a plan first"
          name="planApproval"
          hint="Claude changes nothing before."
          checked={draft.planApproval}
          onChecked={(planApproval) => set({ planApproval })}
        />
      ) : null}
      {draft.jobType === 'ralph' ? <LoopFields draft={draft} set={set} /> : null}
    </>
  );
}

function LoopFields({ draft, set }: PartProps) {
  return (
    <>
      <AreaField
        label="Feedback commands"
        name="feedbackCommands"
        mono
        rows={3}
        value={draft.feedbackCommands}
        onValue={(feedbackCommands) => set({ feedbackCommands })}
        hint="One a line; they judge each iteration."
      />
      <div class="grid-2">
        <TextField
          label="Iterations at most"
          name="maxIterations"
          type="number"
          min="1"
          max="100"
          value={draft.maxIterations}
          onValue={(maxIterations) => set({ maxIterations })}
          hint="Empty: 10."
        />
        <TextField
          label="Promise"
          name="completionPromise"
          value={draft.completionPromise}
          onValue={(completionPromise) => set({ completionPromise })}
          hint="What Claude says when it is done. Empty: RALPH_COMPLETE."
        />
      </div>
    </>
  );
}
