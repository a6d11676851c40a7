import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callCommand } from './support/doctor.js';
import { npmSettings } from './support/npm-settings.js';

/** Without one of these the package does not do what its command promises. */
const NEEDED = [
  'bin/claude-code-orchestrator.mjs',
  'dist/main.js',
  'dist/app/doctor/doctor-program.js',
  'dist/app/extension.d.ts',
  'scripts/loopback-relay.mjs',
  'scripts/drain.mjs',
  'clients/typescript/dist/main.js',
  'deploy/systemd/claude-code-orchestrator.service',
  'docs/configuration.md',
  '.env.example',
  'LICENSE',
];
const UNWANTED = /\.spec\.|^test\/|^src\/|secrets\/|\.env$|stamp$|\.compile-cache/;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('holds what its command needs and the migrations, and nothing of the workshop', async () => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...npmSettings() };
    const args = ['pack', '--dry-run', '--ignore-scripts', '--json'];
    const { stdout } = await promisify(execFile)('npm', args, { env, maxBuffer: 16 * 1024 * 1024 });
    const [packed] = [JSON.parse(stdout) as Packed[] | Record<string, Packed>].flatMap((all) => Object.values(all));
    const paths = (packed?.files ?? []).map(({ path }) => path);
    expect(NEEDED.filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.filter((path) => UNWANTED.test(path))).toEqual([]);
    expect(paths.some((path) => /^supabase\/migrations\/\d{14}_.+\.sql$/.test(path))).toBe(true);
  });

  it('pins the Node.js that its command asks for, and may be published', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      engines: { node: '>=22.12' },
      bin: { 'claude-code-orchestrator': expect.any(String) },
    });
    expect(manifest).not.toHaveProperty('private');
  });

  it('is a command of the package, which knows its commands and says that a Node.js is too old', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
    const asOlder = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
    const [help, version, unknown, old] = await Promise.all([
      callCommand(folder, ['--help']),
      callCommand(folder, ['--version']),
      callCommand(folder, ['doctor', '--jsn']),
      callCommand(folder, ['doctor'], {}, asOlder),
    ]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/start[^]*doctor[^]*demo/) });
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('"--jsn"') });
    expect(old).toEqual({
      code: 1,
      stdout: '',
      stderr: 'claude-code-orchestrator: Node.js 20.20.2 is too old: 22.12 or newer is needed\n',
    });
  });
});

interface Packed {
  readonly files: readonly { readonly path: string }[];
}
