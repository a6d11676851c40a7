import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { filesHolding } from './support/leaks.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { ProgramLog } from './support/program-log.js';
import { Rig } from './support/rig.js';
import { answers, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const NASTY = [
  `"quotes" 'and' \`backticks\` $(touch /tmp/pwned) \${HOME} %s \\n ; rm -rf / && || > x`,
  '--leading-dashes -x',
  '/slash first @/etc/passwd',
  'emoji 🚀👩‍👩‍👧 and \u202e bidi',
].join('\n');

describe('a code job', () => {
  let rig: Rig;
  let repository: { clientId: string; repositoryId: string };

  const programFolder = mkdtempSync(join(tmpdir(), 'programs-'));
  const programs = new ProgramLog(programFolder);

  beforeAll(async () => {
    rig = await Rig.start({ env: programs.variables });
    repository = await rig.addRepository();
  });

  afterAll(async () => {
    await rig.close();
    rmSync(programFolder, { recursive: true });
  });

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
      expect(job).toMatchObject({ outcome: 'pull_request', pr_draft: false });
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

    it('removes its working tree and its folders', async () => {
      // After it has said that it is completed: nobody waits for that.
      await until(() => !existsSync(`${rig.server.path.data}/jobs/${job.id}`), 10_000);
      expect(existsSync(`${rig.server.path.worktrees}/${job.id}`)).toBe(false);
      expect(existsSync(`${rig.server.path.data}/jobs/${job.id}`)).toBe(false);
      expect(readdirSync(rig.server.path.worktrees).filter((name) => name.includes(job.id))).toEqual([]);
    });
  });

  it('costs few programs, and two in the sandbox', async () => {
    // Warm: the clone is there, and git was asked whether it is one.
    const warm = await runWriting('few-warm', 'feature/few-warm', 'few.txt');
    await until(() => !existsSync(`${rig.server.path.data}/jobs/${warm.id}`), 10_000);
    const before = programs.read().length;
    const { id } = await runWriting('few-programs', 'feature/few', 'few.txt');
    await until(() => !existsSync(`${rig.server.path.data}/jobs/${id}`), 10_000);
    const started = programs.read().slice(before);
    expect(started.filter(({ name }) => name.startsWith('[job]')).map(({ name }) => name.slice(6, 12))).toEqual([
      'claude',
      'sh',
    ]);
    // 21 at the time of writing: it was 47. See `npm run bench -- overhead --profile`.
    expect(started.length).toBeLessThanOrEqual(24);
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
    expect(job).toMatchObject({ outcome: 'no_changes', pr_draft: null });
    const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=1`);
    expect(body.messages?.some(({ content }) => content.includes('changed nothing'))).toBe(true);
    expect(await rig.forge.repository('acme/app').tip('feature/nothing')).toBeNull();
  });

  it('can be retried, otherwise, when it changed nothing; not when it has its pull request', async () => {
    rig.model.script('idle-first', [says('There is nothing to do.')]);
    const { clientId } = repository;
    const idle = await rig.run({ clientId, prompt: 'Look for idle-first', branchName: 'feature/idle' });
    rig.model.script('told-better', [uses('Write', { file_path: 'better.txt', content: 'better\n' }), says('Done.')]);
    const retry = await rig.api.post<JobBody>(`/jobs/${idle.id}/retry`, { prompt: 'Write the file: told-better' });
    expect(retry.status).toBe(201);
    const done = await rig.api.waitForEnd(retry.body.id);
    expect(done).toMatchObject({ status: 'completed', pr_url: expect.any(String), original_job_id: idle.id });
    expect(await rig.forge.file('acme/app', done.branch_name, 'better.txt')).toBe('better\n');
    const { body } = await rig.api.post(`/jobs/${done.id}/retry`);
    expect(body['code']).toBe('job_not_retryable');
  });

  it('collects what git was told to overlook, names what cannot be read, and shows names as they are written', async () => {
    const command =
      'git config core.worktree /; git update-index --skip-worktree README.md; echo more >> README.md; echo x > größe.txt; mkdir d; mkfifo pipe; git update-index --add --cacheinfo 100644,$(git --work-tree=. hash-object -w README.md),pipe';
    rig.model.script('odd-tree', [uses('Bash', { command, description: 'x' }), says('Closes #8, thanks @bob.')]);
    const branchName = 'feature/odd';
    const job = await rig.run({
      clientId: repository.clientId,
      prompt: 'Fixes #7 for @alice: do odd-tree',
      branchName,
    });
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(await rig.forge.file('acme/app', branchName, 'README.md')).toContain('more');
    expect(await rig.forge.file('acme/app', branchName, 'größe.txt')).toBe('x\n');
    const { body } = await rig.api.get<JobBody>(`/jobs/${job.id}?includeMessages=true`);
    const notes = (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : []));
    expect(notes).toContainEqual(expect.stringContaining(' größe.txt | 1 +'));
    expect(notes).toContainEqual(expect.stringMatching(/^Files could not be read .*: pipe$/));
    const [pull] = rig.forge.pulls.filter(({ head }) => head === branchName);
    expect(pull?.title).toBe('Fixes\u200b #7 for @\u200balice: do odd-tree');
    expect(pull?.body).toContain('Closes\u200b #8, thanks @\u200bbob.');
    expect((await rig.forge.commits('acme/app', branchName))[0]?.message).toContain('Fixes\u200b #7 for @\u200balice');
    expect(pull?.body).toMatch(/^> \*\*Not complete:\*\* Files could not be read .*: `pipe`\n\n## Task/);
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
    // What a completed job leaves is removed while others look.
    await until(() => !existsSync(`${rig.server.path.data}/jobs/${job.id}`), 10_000);
    for (const secret of [rig.forge.token, basic, rig.api.secret]) {
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(rig.server.log).not.toContain(secret);
      for (const folder of Object.values(rig.server.path)) expect(await filesHolding(folder, secret)).toEqual([]);
    }
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, repository.clientId));
});
