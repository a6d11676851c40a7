import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { readPage } from './support/doc-pages.js';
import { LANGUAGES } from './support/language-projects.js';
import { Rig } from './support/rig.js';
import { says, writes } from './support/scripted-model.turns.js';

const PAGE = 'docs/repositories.md';

/** The settings that the page shows for a language. */
function settingsOf(language: string): object {
  const { blocks } = readPage('.', PAGE);
  const line = readFileSync(PAGE, 'utf8').split('\n').indexOf(`### ${language}`) + 1;
  const block = blocks.find((each) => each.language === 'json' && each.line > line);
  if (line === 0 || !block) throw new Error(`${PAGE} has no example for ${language}`);
  return JSON.parse(block.text) as object;
}

/** Needs npm, php, composer, python3 with venv, ruby and bundler; packages come from the repositories themselves. */
describe('the settings that docs/repositories.md shows', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.start({ env: { SANDBOX_READ_ONLY: '/etc/php' } });
    rig.model.scriptIterations('in-language', [[writes('NOTES.md'), says('RALPH_COMPLETE')]]);
  });

  afterAll(() => rig.close());

  it.each(Object.entries(LANGUAGES))('work for %s', async (language, files) => {
    const { clientId, repositoryId } = await rig.addRepository(`acme/${language.toLowerCase().replace('.', '')}`, {
      files,
    });
    await rig.api.request('PATCH', `/repos/${repositoryId}`, settingsOf(language));
    const check = await rig.api.post<JobBody & { output: unknown }>(`/repos/${repositoryId}/check`, undefined, {
      prefer: 'wait=60',
    });
    const report = (await rig.api.waitForEnd(check.body.id)) as JobBody & { output: { checks: { status: string }[] } };
    expect(report.output.checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    // With what the check has left.
    const loop = await rig.run({ clientId, prompt: 'in-language', jobType: 'ralph', maxIterations: 1 });
    const { body } = await rig.api.get<JobBody>(`/jobs/${loop.id}?includeMessages=true`);
    const notes = (body.messages ?? []).map(({ content }) => content).join('\n');
    expect(notes).toContain('Setup: the result of an earlier run was copied');
    expect([loop.completion_reason, notes]).toEqual(['promise_detected', expect.anything()]);
  });
});
