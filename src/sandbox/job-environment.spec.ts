import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommitAuthor } from '../platform/config/commit-author.js';
import { HostEnvironment } from '../platform/config/host-environment.js';
import { parseEnv } from '../platform/config/parse-env.js';
import { SECRET_VARIABLES } from '../platform/config/variables/all-variables.js';
import { JobEnvironment } from './job-environment.js';
import { JobDirectories } from './directories/job-directories.js';

const JOB = '6f0a6f7e-0c9e-4b8e-9a55-0d7f0a1b2c3d';

describe('JobEnvironment and JobFolders', () => {
  let dataDir: string;
  let folders: JobDirectories;
  let environment: JobEnvironment;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'job-folders-'));
    const env = parseEnv({ AGENT_API_SECRET: 'api-secret', GITHUB_TOKEN: 'gh-secret', DATA_DIR: dataDir });
    folders = new JobDirectories(env);
    environment = new JobEnvironment(
      new CommitAuthor(env),
      HostEnvironment.from({ PATH: '/opt/bin:bin:/srv/node_modules/.bin::/usr/bin' }),
      folders,
    );
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it('creates folders that only the server’s user can enter, and removes them', async () => {
    const paths = await folders.create(JOB);
    for (const path of [paths.home, paths.tmp, paths.claude]) expect((await stat(path)).mode & 0o777).toBe(0o700);
    await writeFile(join(paths.claude, 'session'), 'kept');
    await folders.create(JOB);
    expect((await stat(join(paths.claude, 'session'))).size).toBe(4);
    await folders.remove(JOB);
    await folders.remove(JOB);
    await expect(stat(paths.home)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('accepts no id that leads elsewhere', async () => {
    await expect(folders.create('../escape')).rejects.toThrow('job id');
    await expect(folders.remove('..')).rejects.toThrow('job id');
  });

  it('names the job’s own folders and an author, and nothing secret', () => {
    const variables = environment.variablesFor(JOB);
    expect(variables).toMatchObject({
      HOME: join(dataDir, 'jobs', JOB, 'home'),
      TMPDIR: join(dataDir, 'jobs', JOB, 'tmp'),
      ARTIFACTS_DIR: join(dataDir, 'jobs', JOB, 'artifacts'),
    });
    expect(variables).toMatchObject({ GIT_AUTHOR_NAME: 'Claude Code Orchestrator', GIT_TERMINAL_PROMPT: '0' });
    expect(JSON.stringify(variables)).not.toContain('secret');
    expect(Object.keys(variables).filter((name) => SECRET_VARIABLES.includes(name))).toEqual([]);
  });

  it('leaves relative folders and the server’s own tools out of PATH, and ends it with its Node.js', () => {
    const path = environment.variablesFor(JOB)['PATH']?.split(':') ?? [];
    expect(path).toEqual([...new Set(['/opt/bin', '/usr/bin', dirname(process.execPath)])]);
  });
});
