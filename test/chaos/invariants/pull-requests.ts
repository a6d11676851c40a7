import type { BranchEvidence, Evidence, Invariant, JobEvidence, Violation } from '../evidence.js';

const RULE = 'one pull request per branch';

/** One pull request per branch, and on the branch the work of its jobs: whole, and of each job as one commit. */
export const onePullRequestPerBranch: Invariant = (evidence) => [
  ...evidence.branches.flatMap((branch) => judgeBranch(branch, jobsOf(branch, evidence))),
  ...evidence.jobs.flatMap((job) => judgeJob(job, evidence)),
];

function jobsOf({ repository, name }: BranchEvidence, { jobs }: Evidence): JobEvidence[] {
  return jobs.filter(({ job, state }) => job.repository === repository && state?.branch_name === name);
}

function judgeBranch(branch: BranchEvidence, jobs: readonly JobEvidence[]): Violation[] {
  const broken = (what: string): Violation => ({ rule: RULE, job: null, what: `${branch.name}: ${what}` });
  const found: Violation[] = [];
  const completed = jobs.filter(({ state }) => state?.status === 'completed').length;
  if (jobs.length === 0) found.push(broken('no job was to make it'));
  if (branch.pullRequests > 1) found.push(broken(`${branch.pullRequests} pull requests`));
  if (branch.pullRequests === 0 && completed > 0) found.push(broken('no pull request, although a job completed'));
  // A job may fail, or be cancelled, after its push.
  if (branch.commitsAhead > jobs.length || branch.commitsAhead < completed) {
    found.push(broken(`${branch.commitsAhead} commits of ${jobs.length} jobs, ${completed} completed`));
  }
  return found;
}

function judgeJob({ job, state }: JobEvidence, { branches }: Evidence): Violation[] {
  if (job.type === 'task' || state?.status !== 'completed') return [];
  const broken = (what: string): Violation[] => [{ rule: RULE, job: job.label, what }];
  const branch = branches.find(({ repository, name }) => repository === job.repository && name === state.branch_name);
  if (!branch) return broken('it completed, but its branch is not at the forge');
  if (state.pr_url === null) return broken('it completed without a pull request');
  const work = branch.files.filter((file) => file.startsWith(`${job.label}-`));
  // A loop is not done after its first file.
  return work.length < (job.type === 'ralph' ? 2 : 1)
    ? broken(`its work is not on the branch: ${branch.files.join(', ')}`)
    : [];
}
