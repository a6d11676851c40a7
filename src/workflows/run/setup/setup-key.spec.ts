import { describe, expect, it } from '@jest/globals';
import { keyOf, patternsOf, type SetupInputs } from './setup-key.js';

const job = { client_id: 'client', repository_id: 'repository', base_branch: null };
const inputs: SetupInputs = {
  command: 'npm ci',
  files: ['100644 1 package-lock.json'],
  env: { A: '1', B: '2' },
  platform: 'x',
};

describe('the key of a result of a setup command', () => {
  const key = keyOf(job, inputs);

  it('is the same for the same, and says whose it is', () => {
    expect(keyOf({ ...job }, { ...inputs, env: { B: '2', A: '1' } })).toEqual(key);
    expect(key).toEqual({ repositoryId: 'repository', name: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each<[string, Partial<typeof job> & { base_branch?: string }, Partial<SetupInputs>]>([
    ['client', { client_id: 'another' }, {}],
    ['repository', { repository_id: 'another' }, {}],
    ['base branch', { base_branch: 'develop' } as never, {}],
    ['command', {}, { command: 'npm install' }],
    ['lock file', {}, { files: ['100644 2 package-lock.json'] }],
    ['variable', {}, { env: { A: '1', B: '3' } }],
    ['platform', {}, { platform: 'y' }],
  ])('is another for another %s', (_, otherJob, otherInputs) => {
    expect(keyOf({ ...job, ...otherJob }, { ...inputs, ...otherInputs })?.name).not.toBe(key?.name);
  });

  it('is none where no file tells when the result is out of date, or the repository is gone', () => {
    expect(keyOf(job, { ...inputs, files: [] })).toBeNull();
    expect(keyOf({ ...job, repository_id: null }, inputs)).toBeNull();
  });

  it('goes by lock files unless others are named', () => {
    expect(patternsOf({ setup_cache_key: null })).toContain('**/pnpm-lock.yaml');
    expect(patternsOf({ setup_cache_key: ['a'] })).toEqual(['a']);
    expect(patternsOf({ setup_cache_key: [] })).toEqual([]);
  });
});
