import { describe, expect, it } from '@jest/globals';
import { COMPLETION_REASONS } from './completion-reason.js';
import { hasReachedAim } from './job-aim.js';

const PULL_REQUEST = 'https://forge.test/acme/app/pull/1';
const ofCode = { status: 'completed', completion_reason: null, changes_tree: true, pr_url: PULL_REQUEST } as const;
const ofTask = { ...ofCode, changes_tree: false, pr_url: null };

describe('a job has reached its aim', () => {
  it.each([
    ['with its pull request', ofCode],
    ['with the promise and its pull request', { ...ofCode, completion_reason: 'promise_detected' }],
    ['as a conversation that was completed', ofTask],
  ])('%s', (_, job) => {
    expect(hasReachedAim(job)).toBe(true);
  });

  it.each([
    ['when it failed', { ...ofCode, status: 'failed' as const }],
    ['when it was cancelled, whatever was published before', { ...ofCode, status: 'cancelled' as const }],
    ['while it runs', { ...ofTask, status: 'running' as const }],
    ['when it changed nothing', { ...ofCode, pr_url: null }],
    ['when it kept its promise without a change', { ...ofCode, pr_url: null, completion_reason: 'promise_detected' }],
    ['as a conversation whose budget ran out', { ...ofTask, completion_reason: 'budget_exceeded' }],
  ])('not %s', (_, job) => {
    expect(hasReachedAim(job)).toBe(false);
  });

  it.each(Object.keys(COMPLETION_REASONS).filter((reason) => reason !== 'promise_detected'))(
    'not when it ended for %s, even with a draft pull request',
    (reason) => {
      expect(hasReachedAim({ ...ofCode, completion_reason: reason })).toBe(false);
    },
  );
});
