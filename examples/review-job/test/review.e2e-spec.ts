import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig, says, type RegisteredRepository } from 'claude-code-orchestrator/testing';

/** The program of this directory, built. */
const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('the review job of our team', () => {
  let rig: Rig;
  let repository: RegisteredRepository;

  beforeAll(async () => {
    rig = await Rig.start({ program: PROGRAM });
    repository = await rig.addRepository('acme/shop', { files: { 'README.md': '# Shop\n' } });
  });

  afterAll(() => rig.close());

  it('comments on a pull request with what Claude says', async () => {
    const { fullName, clientId } = repository;
    await rig.forge.repository(fullName).commit('basket', { 'basket.ts': 'export const total = 1;\n' }, 'Add a basket');
    const pullRequest = await rig.forge.openPull(fullName, 'basket', 'Add a basket');
    rig.model.script('judge the basket', [says('The total is a constant.')]);
    const job = await rig.run({ clientId, jobType: 'review', prompt: 'judge the basket', pullRequest });
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(rig.forge.reviews.map(({ body }) => body)).toEqual([expect.stringContaining('The total is a constant.')]);
  });
});
