import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readPage } from './support/doc-pages.js';
import { DocShell } from './support/doc-shell.js';
import { npmSettings } from './support/npm-settings.js';
import { Rig } from './support/rig.js';
import { RunningServer } from './support/server.js';

const PAGE = 'docs/extending.md';
const ROOT = process.cwd();
const run = promisify(execFile);
/** What is heavy, and what a clone does not have. */
const NOT_COPIED = new Set(['.git', '.rig', 'node_modules', '.data', '.env']);
/** A file of the example, as the page shows it. */
const FILE = /<!-- generated: review-job\/(\S+) -->\n\n```\w+\n([^]*?)\n```\n/g;
const PATIENCE_MS = 300_000;

let workshop: string;

beforeAll(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'extending-'));
  const checkout = join(workshop, 'claude-code-orchestrator');
  const filter = (source: string) => !NOT_COPIED.has(relative(ROOT, source));
  await cp(ROOT, checkout, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true, filter });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
}, PATIENCE_MS);

afterAll(() => rm(workshop, { recursive: true, force: true }));

it(
  'the steps of the page lead to a server with the new type of job',
  async () => {
    const { blocks } = readPage('.', PAGE);
    const [make, build] = blocks.filter(({ language, text }) => language === 'bash' && !text.includes('curl '));
    const shell = await DocShell.open(workshop, npmSettings());
    const does = async (commands = ''): Promise<void> => {
      const { exitCode, errors } = await shell.run(`set -e\n${commands}`);
      expect({ commands, exitCode, errors: exitCode === 0 ? '' : errors }).toEqual({
        commands,
        exitCode: 0,
        errors: '',
      });
    };
    await does(make?.text);

    const project = join(workshop, 'acme-orchestrator');
    for (const [, name = '', text = ''] of (await readFile(PAGE, 'utf8')).matchAll(FILE)) {
      await writeFile(join(project, name), `${text}\n`);
    }
    const start = 'node_modules/.bin/node dist/main.js';
    expect(build?.text).toContain(start);
    await does(build?.text.replace(start, ''));

    const node = join(project, 'node_modules/.bin/node');
    const rig = await Rig.start({ program: join(project, 'dist/main.js'), node });
    try {
      const { clientId } = await rig.addRepository();
      const job = await rig.run({ clientId, jobType: 'review', pullRequest: 7, prompt: 'Look for errors.' });
      expect(job.error).toBe('acme/app has no pull request 7.');
    } finally {
      await rig.close();
    }
  },
  PATIENCE_MS,
);

it('the archive that the page makes has a command: it tells its version, looks at the machine, and starts the server', async () => {
  const project = join(workshop, 'acme-orchestrator');
  const node = join(project, 'node_modules/.bin/node');
  const program = join(project, 'node_modules/claude-code-orchestrator/bin/claude-code-orchestrator.mjs');
  const call = (...args: string[]) =>
    run(node, [join(project, 'node_modules/.bin/claude-code-orchestrator'), ...args], { cwd: workshop, env: {} }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(await call('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  const { code, stdout } = await call('doctor', '--json');
  const { lines } = JSON.parse(stdout) as { lines: { check: string; status: string; message: string }[] };
  expect(code).toBe(1);
  expect(lines).toContainEqual(
    expect.objectContaining({ check: 'settings', message: expect.stringContaining('AGENT_API_SECRET is required') }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ check: 'store', status: 'ok' }));
  expect(await call('demo')).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run demo') });
  const server = await RunningServer.start({ program, node });
  expect((await server.api.get('/health')).status).toBe(200);
  expect(await server.stop()).toBe(0);
});
