import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FOLDER, freeze, type Frozen, isOlder, thaw } from './support/frozen-release.js';
import { ALL_GOES_ON, goOn, LIVE_SETTINGS, prepareModel } from './support/live-state.js';
import { Rig } from './support/rig.js';
import { type ProjectPostgres, startProjectPostgres } from './support/supabase/project-postgres.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const released = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(
  ([, name = '']) => name,
);
const earlier = released.filter((name) => isOlder(name, version));

let database: ProjectPostgres;

beforeAll(async () => {
  database = await startProjectPostgres();
});

afterAll(() => database.close());

describe('the state of a server in the middle of its work', () => {
  it('is kept of each release before this one', () => {
    expect(earlier.filter((name) => !existsSync(join(FOLDER, `${name}.json`)))).toEqual([]);
  });

  it('of this version can be frozen, and a server on it goes on with everything', async () => {
    await continues(
      'current',
      await freeze(await database.create('frozen', 'new').then(() => database.urlOf('frozen'))),
    );
  }, 180_000);

  for (const name of earlier) {
    it(`of ${name} is taken up by this version`, async () => {
      const frozen = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Frozen;
      await continues(`v${name.replaceAll('.', '_')}`, frozen);
    }, 180_000);
  }
});

async function continues(name: string, frozen: Frozen): Promise<void> {
  await database.create(name, 'new');
  const url = database.urlOf(name);
  await thaw(frozen, url);
  const rig = await Rig.start({ env: LIVE_SETTINGS });
  try {
    await rig.forge.addRepository('acme/app', { files: { 'README.md': '# App\n' }, id: frozen.state.githubId });
    await rig.server.stop();
    prepareModel(rig);
    await rig.restart({ DATABASE_URL: url, NODE_ID: 'new' });
    const outcome = await goOn(rig, frozen.state);
    // The pull request of the job that had ended is at the forge of its time.
    expect(outcome).toEqual({ ...ALL_GOES_ON, pulls: ALL_GOES_ON.pulls.filter((head) => head !== 'feature/finished') });
  } finally {
    await rig.close();
  }
}
