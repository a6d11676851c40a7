import { execFile } from 'node:child_process';
import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTempFolder, type TempFolder } from './support/temp-folder.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In one copy of `supabase/`, so that one run of the check has to see them all. */
describe('npm run schema:check, when schemas and migrations have come apart', () => {
  let folder: TempFolder;
  let exitCode: number | null;
  let said: string;

  beforeAll(async () => {
    folder = await makeTempFolder();
    const supabase = join(folder.path, 'supabase');
    await cp(join(root, 'supabase'), supabase, { recursive: true });
    const schemas = join(supabase, 'schemas');
    const migrations = join(supabase, 'migrations');
    await replace(join(schemas, 'nodes.sql'), '  hostname text,\n', '  hostname text,\n  region text,\n');
    await replace(join(schemas, 'jobs.sql'), 'default 0,\n  lease_owner', 'default 1,\n  lease_owner');
    await appendFile(
      join(schemas, 'access.sql'),
      'create policy open on public.agent_nodes for select using (true);\n' +
        "create function public.forgotten() returns integer language sql as 'select 1';\n",
    );
    const [queue = ''] = (await readdir(migrations)).filter((file) => file.endsWith('_queue.sql'));
    await replace(join(migrations, queue), "'no_free_slot'", "'no_slot'");
    ({ exitCode, said } = await check(supabase));
  });

  afterAll(() => folder.remove());

  it('fails', () => {
    expect(exitCode).toBe(1);
  });

  it.each([
    ['a column', '-column agent_nodes.region text'],
    ['a default', '-column agent_jobs.attempt integer not null default 1'],
    ['a policy', /-policy .*"policyname": "open"/],
    ['a body', "+    else 'no_slot'"],
  ])('shows where %s differs', (_what, line) => {
    expect(said).toMatch(line);
  });

  it('compares bodies in a database that has tables already, too', () => {
    const [, existing] = said.split('a database that has tables already');
    expect(existing).toContain("-    else 'no_free_slot'");
  });

  it('names a function that anybody may call, or lead astray', () => {
    expect(said).toContain('supabase/schemas: forgotten() can be called by anon');
    expect(said).toContain('supabase/schemas: forgotten() does not set search_path to nothing');
  });
});

async function replace(file: string, from: string, to: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  expect(before).toContain(from);
  await writeFile(file, before.replace(from, to));
}

function check(supabase: string): Promise<{ exitCode: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/check-schema.mjs', supabase],
      { cwd: root },
      (_error, _out, said) => resolve({ exitCode: child.exitCode, said }),
    );
  });
}
