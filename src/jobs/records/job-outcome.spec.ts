import { expect, it } from '@jest/globals';
import { COMPLETION_REASONS } from './completion-reason.js';
import { JOB_STATUSES } from './job-status.js';
import { JOB_OUTCOMES, outcomeOf } from './job-outcome.js';

const PULL_REQUEST = 'https://github.com/acme/app/pull/1';
const completed = { status: 'completed', completion_reason: null, pr_url: null, changes_tree: true };

it.each([
  ['has not started', { status: 'queued' }, null],
  ['runs, though its loop has ended', { status: 'running', completion_reason: 'promise_detected' }, null],
  ['failed', { status: 'failed' }, 'failed'],
  ['failed with a pull request', { status: 'failed', pr_url: PULL_REQUEST }, 'failed'],
  ['failed in an iteration', { status: 'failed', completion_reason: 'iteration_error' }, 'failed'],
  ['was cancelled', { status: 'cancelled', completion_reason: 'budget_exceeded' }, 'cancelled'],
  ['published its work', { pr_url: PULL_REQUEST }, 'pull_request'],
  ['changed nothing', {}, 'no_changes'],
  ['talked', { changes_tree: false }, 'answered'],
  [
    'talked until its budget was used up',
    { changes_tree: false, completion_reason: 'budget_exceeded' },
    'budget_exceeded',
  ],
  ['kept its promise', { completion_reason: 'promise_detected', pr_url: PULL_REQUEST }, 'pull_request'],
  ['kept its promise without a change', { completion_reason: 'promise_detected' }, 'no_changes'],
  ['was stopped', { completion_reason: 'manual_stop', pr_url: PULL_REQUEST }, 'stopped'],
  ['came from another system', { status: 'done' }, null],
])('tells the outcome of a job that %s', (_, job, outcome) => {
  expect(outcomeOf({ ...completed, ...job })).toBe(outcome);
});

it('has an outcome for every end', () => {
  for (const status of JOB_STATUSES.filter((each) => each !== 'queued' && each !== 'running')) {
    for (const completion_reason of [null, ...Object.keys(COMPLETION_REASONS)]) {
      expect(Object.keys(JOB_OUTCOMES)).toContain(outcomeOf({ ...completed, status, completion_reason }));
    }
  }
});
