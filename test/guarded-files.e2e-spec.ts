import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { answers, says, type Turn, uses } from './support/scripted-model.turns.js';

/** What the CLI guards, at least in one of its versions. */
const GUARDED = [
  '.husky/pre-commit',
  '.vscode/settings.json',
  '.idea/workspace.xml',
  '.devcontainer/devcontainer.json',
  '.npmrc',
  '.yarnrc.yml',
  '.gitmodules',
  '.gitconfig',
  '.mcp.json',
  '.ripgreprc',
  '.bashrc',
  '.bash_profile',
  '.zshrc',
  '.profile',
  '.claude/settings.json',
  '.claude/commands/ship.md',
];
const BEFORE = '# before\n';
const FILES = { 'README.md': '# App\n', ...Object.fromEntries(GUARDED.map((path) => [path, BEFORE])) };

/** One call of a tool for each of the guarded files, all in one answer. */
const each = (name: string, input: (path: string) => object): Turn =>
  answers(GUARDED.map((path) => ({ type: 'tool_use', name, input: { ...input(path) } })));

const WAYS: Readonly<Record<string, readonly Turn[]>> = {
  write: [
    each('Read', (file_path) => ({ file_path })),
    each('Write', (file_path) => ({ file_path, content: '# after\n' })),
  ],
  edit: [
    each('Read', (file_path) => ({ file_path })),
    each('Edit', (file_path) => ({ file_path, old_string: 'before', new_string: 'after' })),
  ],
  bash: [each('Bash', (path) => ({ command: `echo '# after' > ${path}`, description: 'write' }))],
};

const notesOf = ({ messages = [] }: JobBody): string =>
  messages.flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');

describe.each([
  ['a sandbox', {}, 'written'],
  ['no sandbox, where the operator allows it', { SANDBOX: 'none', CLAUDE_GUARDED_FILES: 'allow' }, 'written'],
  ['no sandbox', { SANDBOX: 'none' }, 'refused'],
] as const)('files that the CLI guards, in %s', (_, env, fate) => {
  let rig: Rig;
  let repository: RegisteredRepository;

  beforeAll(async () => {
    rig = await Rig.start({ env });
    repository = await rig.addRepository('acme/app', { files: FILES });
  });
  afterAll(() => rig.close());

  async function run(marker: string, turns: readonly Turn[], more: object = {}): Promise<JobBody> {
    rig.model.script(marker, [...turns, says('All done.\n\nRALPH_COMPLETE')]);
    const branchName = `feature/${marker}`;
    const body = { clientId: repository.clientId, prompt: `Do ${marker}`, branchName, ...more };
    const { id } = await rig.run(body);
    return (await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`)).body;
  }

  const changedOn = async (branch: string): Promise<string[]> =>
    (await rig.forge.repository('acme/app').git('diff', '--name-only', 'main', branch)).split('\n');

  const bodyOf = (branch: string): string => rig.forge.pulls.find(({ head }) => head === branch)?.body ?? '';

  if (fate === 'written') {
    it.each(Object.keys(WAYS))('are changed in a code job by %s', async (way) => {
      const job = await run(`way-${way}`, WAYS[way] ?? []);
      expect(job).toMatchObject({ status: 'completed', error: null });
      expect((await changedOn(`feature/way-${way}`)).toSorted()).toEqual(GUARDED.toSorted());
      expect(notesOf(job)).not.toContain('did not let');
      expect(bodyOf(`feature/way-${way}`)).not.toContain('## Refused');
    });

    it('are changed in a loop', async () => {
      const job = await run('a-loop', WAYS['write'] ?? [], { jobType: 'ralph', maxIterations: 1 });
      expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected' });
      expect((await changedOn('feature/a-loop')).toSorted()).toEqual(GUARDED.toSorted());
    });
  } else {
    it.each([{}, { jobType: 'ralph', maxIterations: 1 }])(
      'are refused, and job and pull request say so (%p)',
      async (more) => {
        const marker = `refused-${Object.keys(more).length}`;
        const work = [uses('Write', { file_path: 'mine.txt', content: 'x\n' }), ...(WAYS['write'] ?? [])];
        const job = await run(marker, work, more);
        expect(job).toMatchObject({ status: 'completed', error: null });
        expect(notesOf(job)).toContain('Claude Code did not let Claude do this:\nWrite .husky/pre-commit\n');
        expect(bodyOf(`feature/${marker}`)).toContain('## Refused');
        expect(bodyOf(`feature/${marker}`)).toContain('Write .husky/pre-commit\n');
        expect(await changedOn(`feature/${marker}`)).toEqual(['mine.txt']);
      },
    );
  }

  it('are said to be within reach, or not, where there is no sandbox', async () => {
    const job = await run('say-it', [uses('Write', { file_path: 'mine.txt', content: 'x\n' })]);
    const said = 'SANDBOX' in env && env.SANDBOX === 'none' ? 1 : 0;
    expect(notesOf(job).split('This server runs jobs without a sandbox').length - 1).toBe(said);
  });

  it('are out of reach of a conversation', async () => {
    rig.model.script('talk-only', [...(WAYS['write'] ?? []), ...(WAYS['bash'] ?? []), says('I only read.')]);
    const id = await rig.queue({ clientId: repository.clientId, jobType: 'task', prompt: 'Be talk-only' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/complete`);
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', pr_url: null });
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    expect(notesOf(body)).not.toContain('changed files');
    expect(notesOf(body)).not.toContain('This server runs jobs without a sandbox');
  });
});
