import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const NAME = 'claude-code-orchestrator-client';

describe('the package of the client', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-'));
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: 'clients/typescript',
    });
    const home = join(folder, 'node_modules', NAME);
    await mkdir(home, { recursive: true });
    await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', home, '--strip-components=1']);
    // Its one dependency, as an installation would bring it.
    await cp('node_modules/openapi-fetch', join(folder, 'node_modules/openapi-fetch'), { recursive: true });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is all that a program elsewhere needs', async () => {
    await writeFile(
      join(folder, 'program.mjs'),
      `import { createClient } from '${NAME}';
       const fetch = async ({ url }) => Response.json({ asked: url });
       console.log(JSON.stringify(await createClient({ url: 'https://server.example', token: 'x', fetch }).get('/clients')));`,
    );
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ asked: 'https://server.example/clients' });
  });

  it('asks nothing of Node.js alone', async () => {
    const { stdout } = await run('grep', [
      '-rlE',
      `from '(node:|fs|http)`,
      join(folder, 'node_modules', NAME, 'dist'),
    ]).catch((error: { code: number; stdout: string }) => error);
    expect(stdout).toBe('');
  });
});
