import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { filesHolding } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { answers, says, uses } from './support/scripted-model.turns.js';

const NASTY = [
  `"quotes" 'and' \`backticks\` $(touch /tmp/pwned) \${HOME} %s \\n ; rm -rf / && || > x`,
  '--leading-dashes -x',
  '/slash first @/etc/passwd',
  'emoji 🚀👩‍👩‍👧 and \u202e bidi',
].join('\n');

describe('a code job', () => {
  let rig: Rig;
  let repository: { clientId: string; repositoryId: string };

  beforeAll(async () => {
    rig = await Rig.start();
    repository = await rig.addRepository();
  });

  afterAll(() => rig.close());

  /** A job whose Claude writes `path` and says `closing`. */
  async function runWriting(marker: string, branchName: string, path: string, more: object = {}): Promise<JobBody> {
    rig.model.script(marker, [uses('Write', { file_path: path, content: `${marker}\n` }), says('All done.')]);
    return rig.run({ clientId: repository.clientId, prompt: `Do ${marker}`, branchName, ...more });
  }

  describe('whose Claude writes a file', () => {
    let job: JobBody;
    let baseBefore: string | undefined;

    beforeAll(async () => {
      baseBefore = (await rig.forge.commits('acme/app', 'main'))[0]?.sha;
      job = await runWriting('first-job', 'feature/first', 'hello.txt', { title: 'Say hello' });
    });

    it('completes with a pull request', () => {
      expect(job).toMatchObject({ status: 'completed', error: null, phase: null, attempt: 1 });
      expect(job.pr_url).toContain('/acme/app/pull/');
      expect(job.completed_at).not.toBeNull();
    });

    it('puts one commit with exactly that change on the branch, and leaves the base alone', async () => {
      const commits = await rig.forge.commits('acme/app', 'feature/first');
      expect(commits[0]).toMatchObject({ parents: [baseBefore] });
      expect(await rig.forge.file('acme/app', 'feature/first', 'hello.txt')).toBe('first-job\n');
      const changed = await rig.forge.repository('acme/app').git('diff', '--name-status', 'main', 'feature/first');
      expect(changed).toBe('A\thello.txt');
      expect((await rig.forge.commits('acme/app', 'main'))[0]?.sha).toBe(baseBefore);
    });

    it('opens one pull request with title, base and a body that names task, summary and job', () => {
      const pulls = rig.forge.pulls.filter((pull) => pull.head === 'feature/first');
      expect(pulls).toHaveLength(1);
      expect(pulls[0]).toMatchObject({ title: 'Say hello', base: 'main', draft: false, state: 'open' });
      for (const part of [job.id, 'Do first-job', 'All done.']) expect(pulls[0]?.body).toContain(part);
    });

    it('records what it used', () => {
      expect(job).toMatchObject({ result_summary: 'All done.', num_turns: 2 });
      expect(job.session_id).toMatch(/^[0-9a-f-]{36}$/);
      expect(job.input_tokens).toBeGreaterThan(0);
      expect(job.output_tokens).toBeGreaterThan(0);
      expect(job.total_cost_usd).toBeGreaterThan(0);
    });

    it('keeps every line of Claude in order, between the notes of the server', async () => {
      const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=true`);
      const messages = body.messages ?? [];
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map(({ seq }) => seq).toSorted((a, b) => a - b));
      const kinds = messages.filter(({ type }) => type === 'stdout').map(({ content }) => JSON.parse(content).type);
      expect(kinds[0]).toBe('system');
      expect(kinds.at(-1)).toBe('result');
      const notes = messages.filter(({ type }) => type === 'system').map(({ content }) => content);
      expect(notes[0]).toMatch(/^Job started/);
      expect(notes.at(-1)).toBe('Job completed');
      expect(notes.join('\n')).toContain('Opened pull request');
    });

    it('removes its working tree and its folders', () => {
      expect(existsSync(`${rig.server.path.worktrees}/${job.id}`)).toBe(false);
      expect(existsSync(`${rig.server.path.data}/jobs/${job.id}`)).toBe(false);
      expect(readdirSync(rig.server.path.worktrees).filter((name) => name.includes(job.id))).toEqual([]);
    });
  });

  it('continues a branch that exists, and adopts its pull request', async () => {
    await runWriting('adopt-one', 'feature/adopt', 'one.txt');
    const before = await rig.forge.commits('acme/app', 'feature/adopt');
    const again = await runWriting('adopt-two', 'feature/adopt', 'two.txt');
    expect(again.status).toBe('completed');
    const after = await rig.forge.commits('acme/app', 'feature/adopt');
    expect(after.slice(1).map(({ sha }) => sha)).toEqual(before.map(({ sha }) => sha));
    expect(rig.forge.pulls.filter((pull) => pull.head === 'feature/adopt')).toHaveLength(1);
    expect(await rig.forge.file('acme/app', 'feature/adopt', 'one.txt')).toBe('adopt-one\n');
  });

  it('completes without a pull request when nothing was changed', async () => {
    rig.model.script('no-change', [says('There is nothing to do.')]);
    const prompt = 'Look for no-change';
    const job = await rig.run({ clientId: repository.clientId, prompt, branchName: 'feature/nothing' });
    expect(job).toMatchObject({ status: 'completed', pr_url: null, result_summary: 'There is nothing to do.' });
    const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=1`);
    expect(body.messages?.some(({ content }) => content.includes('changed nothing'))).toBe(true);
    expect(await rig.forge.repository('acme/app').tip('feature/nothing')).toBeNull();
  });

  it('keeps commits that Claude made itself', async () => {
    const commit = 'echo own > own.txt && git add own.txt && git commit -qm "Own words" && echo rest > rest.txt';
    rig.model.script('own-commit', [uses('Bash', { command: commit, description: 'commit' }), says('Committed.')]);
    const prompt = 'Make an own-commit';
    const job = await rig.run({ clientId: repository.clientId, prompt, branchName: 'feature/own' });
    expect(job.status).toBe('completed');
    const [rest, own] = await rig.forge.commits('acme/app', 'feature/own');
    expect(own?.message.trim()).toBe('Own words');
    expect(rest?.message).toContain('Make an own-commit');
    expect(await rig.forge.file('acme/app', 'feature/own', 'rest.txt')).toBe('rest\n');
  });

  it('is not harmed by any characters of title and prompt, at any length', async () => {
    const filler = 'x'.repeat(200_000 - NASTY.length - ' nasty-text '.length);
    const prompt = `${NASTY} nasty-text ${filler}`;
    rig.model.script('nasty-text', [uses('Write', { file_path: 'n.txt', content: 'n\n' }), says(NASTY)]);
    const title = '-"$(id)`id`\' 🚀 /x';
    const job = await rig.run({ clientId: repository.clientId, prompt, title, branchName: 'feature/nasty' });
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(JSON.stringify(rig.model.requestsOf('nasty-text')[0]?.body)).toContain(JSON.stringify(NASTY).slice(1, -1));
    expect(rig.forge.pulls.find((pull) => pull.head === 'feature/nasty')?.title).toBe(title);
    expect(existsSync('/tmp/pwned')).toBe(false);
  });

  it('never lets the tokens out', async () => {
    const command = 'env; cat /proc/self/environ; git config --list --show-origin; git remote -v';
    rig.model.script('spy', [
      uses('Bash', { command, description: 'spy' }),
      answers([{ type: 'text', text: 'Seen.' }]),
    ]);
    const job = await rig.run({ clientId: repository.clientId, prompt: 'Be a spy', branchName: 'feature/spy' });
    const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=true`);
    const basic = Buffer.from(`x-access-token:${rig.forge.token}`).toString('base64');
    for (const secret of [rig.forge.token, basic, rig.api.secret]) {
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(rig.server.log).not.toContain(secret);
      for (const folder of Object.values(rig.server.path)) expect(await filesHolding(folder, secret)).toEqual([]);
    }
  });
});
