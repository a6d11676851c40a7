import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from '../support/api-client.js';
import { Battlefield } from './battlefield.js';
import { PLACES } from './canaries.js';
import { hostileRepositories } from './hostile/hostile-repositories.js';
import type { HostileRepository } from './hostile/hostile-repository.js';
import { exists, type HostileJob, plantRepository, publishedPath, queueJob, slugOfJob } from './hostile-work.js';
import { type Outcome, printOutcomes, printUntried } from './outcome-table.js';
import { sinksOf } from './sinks.js';
import { changesBetween, type Surroundings } from './surroundings.js';
import { isAtLeast, problemOf, type Wall } from './walls.js';

const JOB_MS = 150_000;

/** Lets a job work on each hostile repository behind `wall`, all at the same time, and looks at what came of it. */
export function describeHostileRepositories(wall: Wall): void {
  describe(`hostile repositories behind the wall "${wall}"`, () => {
    const repositories = hostileRepositories(wall);
    const outcomes: Outcome[] = [];
    const problem = problemOf(wall);
    if (problem !== null) {
      it(`cannot be tried here: ${problem}`, () => printUntried('Hostile repositories', wall, repositories));
      return;
    }
    let field: Battlefield;
    let before: Surroundings;
    let jobs: ReadonlyMap<HostileRepository, HostileJob>;

    beforeAll(async () => {
      field = await Battlefield.build(wall);
      const planted = await Promise.all(repositories.map((each, index) => plantRepository(field, each, index)));
      before = await field.lookAround();
      const queued = await Promise.all(planted.map((each) => queueJob(field, each)));
      jobs = new Map(queued.map((job) => [job.hostile, job]));
    }, 180_000);

    afterAll(async () => {
      printOutcomes('Hostile repositories', wall, outcomes);
      await field.close();
    });

    it.each(repositories)(
      '$name',
      async (hostile) => {
        const { heldFrom = 'none', target, name } = hostile;
        const job = jobs.get(hostile) as HostileJob;
        const holds = isAtLeast(wall, heldFrom);
        const ended = await field.rig.api.waitForEnd(job.jobId, JOB_MS);
        const leaked = await isLeaked(field, job);
        outcomes.push({
          attack: name,
          target: target ?? 'the server',
          outcome: leaked ? (holds ? 'NOT HELD' : 'let through, as documented') : 'held',
        });
        expect(leaked).toBe(!holds);
        expect(await exists(job.mark)).toBe(false);
        expect(field.evil.heard(`/${slugOfJob(job)}`)).toBe(false);
        if (holds) await expectEnd(field, job, ended);
      },
      JOB_MS,
    );

    it('leave nothing that the wall guards in a place that others read', async () => {
      const open = new Set(
        repositories.filter(({ heldFrom = 'none' }) => !isAtLeast(wall, heldFrom)).map(({ target }) => target),
      );
      const guarded = PLACES.filter((place) => !open.has(place));
      const all = [...jobs.values()];
      const sinks = await sinksOf(field, {
        markers: all.map(({ marker }) => marker),
        jobIds: all.map(({ jobId }) => jobId),
      });
      const leaks = sinks.map(({ name, text }) => [name, ...field.canaries.in(text, guarded)]);
      expect(leaks.filter(({ length }) => length > 1)).toEqual([]);
    });

    it('change nothing outside of their trees and folders', async () => {
      expect(changesBetween(before, await field.lookAround())).toEqual([]);
    });

    it('leave a server that is well', async () => {
      await field.assertWell();
      expect(field.rig.server.linesOf('error')).toEqual([]);
      expect(field.rig.server.log).not.toMatch(/stays for now|cannot be removed completely now|housekeeping failed/);
    });
  });
}

/** Whether the model or the forge got what the repository was after. */
async function isLeaked(field: Battlefield, { hostile, marker, jobId, fullName }: HostileJob): Promise<boolean> {
  if (hostile.target === undefined) return false;
  const sinks = await sinksOf(field, { markers: [marker], jobIds: [jobId], repositories: [fullName] });
  return sinks.some(({ text }) => field.canaries.in(text, [hostile.target as never]).length > 0);
}

async function expectEnd(field: Battlefield, job: HostileJob, { status, error, pr_url }: JobBody): Promise<void> {
  const { ends, holds = {}, lacks = [] } = job.hostile;
  const refused = ends instanceof RegExp;
  // A sentence for people, whatever the names in it: no line break, no control character.
  const sentence = expect.stringMatching(refused ? new RegExp(`^(?=\\P{Cc}+$).*(?:${ends.source})`, 'u') : /^$/);
  expect({ status, error, published: pr_url !== null }).toEqual({
    status: refused ? 'failed' : 'completed',
    error: refused ? sentence : null,
    published: ends === 'published',
  });
  const wanted = { ...holds, ...Object.fromEntries(lacks.map((path) => [path, null])) };
  for (const [path, content] of Object.entries(wanted)) {
    expect([path, await publishedPath(field, job, path)]).toEqual([path, content]);
  }
}
