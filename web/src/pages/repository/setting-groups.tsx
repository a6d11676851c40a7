import { mayRegister } from '../../api/session.js';
import { Choice, type Field, Group, type PartProps, Switch, Texts } from './setting-fields.js';

const NAMES: readonly Field[] = [
  ['githubOrg', 'Owner at GitHub', 'line', 'Change it after it was changed there.'],
  ['githubRepo', 'Name at GitHub', 'line', 'Change it after it was changed there.'],
];
const PLACE: readonly Field[] = [
  ['defaultBranch', 'Default branch', 'line', 'Empty: that of GitHub.'],
  ['maxConcurrentJobs', 'Jobs at the same time', 'number', 'Empty: no limit.'],
];
const CLAUDE: readonly Field[] = [
  ['model', 'Model', 'line', 'Empty: that of the server.'],
  ['instructions', 'Instructions', 'text', 'Added to its system prompt in every job.'],
  ['protectedPaths', 'Protected paths', 'lines', 'One pattern a line, as in .gitignore.'],
  ['feedbackCommands', 'Feedback commands', 'lines', 'Of loops and of checks. One command a line.'],
];
const SETUP: readonly Field[] = [
  ['setupCommand', 'Setup command', 'script', 'Runs before Claude works, such as npm ci.'],
  ['setupTimeoutMinutes', 'Minutes at most', 'number', '1 to 120. Empty: 15.'],
];
const PATTERNS: readonly Field[] = [['setupCacheKey', 'These files', 'lines', 'One pattern a line.']];
const PULL_REQUESTS: readonly Field[] = [
  ['branchPrefix', 'Prefix of generated branches', 'line', 'Such as claude/. Empty: the type of the job.'],
  ['labels', 'Labels', 'lines', 'One a line.'],
  ['reviewers', 'Reviewers', 'lines', 'Users, or teams as owner/team, one a line.'],
];
const FOLLOW_UPS: readonly Field[] = [
  ['mention', 'A comment that begins with', 'line', 'Such as @agent. Empty: no comment.'],
  ['maxPerPullRequest', 'At most for a pull request', 'number', '1 to 100. Empty: 5.'],
];
const SUBMODULES = [
  ['', 'Those of the same owner'],
  ['true', 'All, also those of other owners'],
  ['false', 'None'],
] as const;
const CACHES = [
  ['usual', 'The usual lock files'],
  ['chosen', 'Other files'],
  ['never', 'Nothing: it runs for each job'],
] as const;

/** All settings, group by group. */
export function SettingGroups(part: PartProps) {
  return (
    <>
      <Group title="Repository">
        <Texts {...part} fields={mayRegister.value ? [...NAMES, ...PLACE] : PLACE} />
        <Choice {...part} name="submodules" label="Submodules" hint="Which of them jobs get." options={SUBMODULES} />
      </Group>
      <Group title="Claude">
        <Texts {...part} fields={CLAUDE} />
        <Switch
          {...part}
          name="trustRepoConfig"
          label="Its own Claude settings count"
          hint="Only for repositories that you trust."
        />
      </Group>
      <Group title="Setup">
        <Texts {...part} fields={SETUP} />
        <Choice
          {...part}
          name="setupCache"
          label="Its result is kept for"
          hint="While these are the same, jobs get a copy of it."
          options={CACHES}
        />
        {part.draft.setupCache === 'chosen' ? <Texts {...part} fields={PATTERNS} /> : null}
      </Group>
      <Group title="Pull requests">
        <Texts {...part} fields={PULL_REQUESTS} />
        <Switch {...part} name="draft" label="Open them as drafts" />
      </Group>
      <Group title="Follow-ups by themselves">
        <Switch {...part} name="onReview" label="A review that requests changes" />
        <Switch {...part} name="onFailedChecks" label="Checks that failed" hint="Once all have ended." />
        <Texts {...part} fields={FOLLOW_UPS} />
      </Group>
    </>
  );
}
