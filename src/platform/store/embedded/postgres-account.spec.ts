import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { EmbeddedPostgres } from './embedded-postgres.js';
import type { PostgresAccount } from './postgres-account.js';

/** Only root can start programs as another user. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('Postgres as another user, where root may not make user namespaces', () => {
  let parent: string;
  let nobody: PostgresAccount;

  beforeEach(async () => {
    // Not in the temporary directory, which may be closed to other users.
    parent = await mkdtemp('/var/tmp/account-');
    await chmod(parent, 0o711);
    const [, , uid, gid] = /^nobody:(.*):(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8')) ?? [];
    nobody = { kind: 'other', name: 'nobody', uid: Number(uid), gid: Number(gid) };
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('runs in a folder that it may pass through but not read', async () => {
    const dataDir = join(parent, 'data');
    await mkdir(dataDir, { mode: 0o700 });
    const embedded = await EmbeddedPostgres.open({ dataDir, account: nobody });
    try {
      const sql = postgres({ ...embedded.connection, max: 1 });
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
      await sql.end();
      expect((await stat(join(dataDir, 'postgres/data'))).uid).toBe((nobody as { uid: number }).uid);
      expect((await stat(dataDir)).mode & 0o777).toBe(0o710);
    } finally {
      await embedded.close();
    }
  }, 30_000);

  it('names the folder that is closed to it', async () => {
    await mkdir(join(parent, 'closed'), { mode: 0o700 });
    const dataDir = join(parent, 'closed/data');
    await mkdir(dataDir);
    const opening = EmbeddedPostgres.open({ dataDir, account: nobody });
    await expect(opening).rejects.toThrow(
      `the user nobody, who cannot enter ${join(parent, 'closed')}: choose a DATA_DIR`,
    );
  });
});
