import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CodeBlock, readPage } from './support/doc-pages.js';
import { DocShell } from './support/doc-shell.js';
import { npmSettings } from './support/npm-settings.js';
import { Rig } from './support/rig.js';
import { says, writes } from './support/scripted-model.turns.js';

const PATIENCE_MS = 180_000;
/** What the program is to read from its person: an answer, and then the end of the input, which is none. */
const ANSWERS = 'echo Several currencies. | ';

describe('the tools of docs/integrating.md', () => {
  const { blocks } = readPage('.', 'docs/integrating.md');
  const [tickets, program] = ['json', 'ts'].map((language) => blockOf((block) => block.language === language));
  const [install, start, byCurl] = blocks.filter(({ language }) => language === 'bash').map(({ text }) => text);
  let rig: Rig;
  let workshop: string;
  let shell: DocShell;

  beforeAll(async () => {
    rig = await Rig.start();
    await rig.forge.addRepository('acme/shop', { files: { 'README.md': '# Shop\n' } });
    rig.model.script('logout button', [writes('logout.html'), says('There is a logout button now.')]);
    rig.model.script('a spec for a cart', [says('One currency or several?'), says('Each line has a currency.')]);
    rig.model.script('Add a footer', [writes('footer.html'), says('There is a footer now.')]);
    workshop = await mkdtemp(join(tmpdir(), 'integrating-'));
    await symlink(process.cwd(), join(workshop, 'claude-code-orchestrator'));
    shell = await DocShell.open(workshop, {
      ...npmSettings(),
      API: rig.api.url,
      SECRET: rig.api.secret,
      AUTH: `Authorization: Bearer ${rig.api.secret}`,
      JSON: 'Content-Type: application/json',
    });
  });

  afterAll(async () => {
    await rig.close();
    await rm(workshop, { recursive: true, force: true });
  });

  async function run(commands = ''): Promise<string> {
    const { exitCode, errors, output } = await shell.run(`set -e\n${commands}`);
    expect({ commands, exitCode, errors: exitCode === 0 ? '' : errors }).toEqual({ commands, exitCode: 0, errors: '' });
    return output;
  }

  it(
    'have tickets done by the typed client, which installs elsewhere',
    async () => {
      await run(install);
      await writeFile(join(workshop, 'pm-tool/tickets.json'), tickets?.text ?? '');
      await writeFile(join(workshop, 'pm-tool/pm-tool.ts'), program?.text ?? '');
      const output = await run(start?.replace('node pm-tool', `${ANSWERS}node pm-tool`));
      expect(output).toMatch(/PM-1: pull_request, about \$\d+\.\d\d .*\/acme\/shop\/pull\/1\n/);
      expect(output).toContain('There is a logout button now.');
      expect(output).toMatch(/One currency or several\?[^]*Each line has a currency\.[^]*PM-2: answered/);
    },
    PATIENCE_MS,
  );

  it('have a ticket done by curl', async () => {
    expect(await run(byCurl)).toMatch(/^pull_request .*\/acme\/shop\/pull\/2\n$/);
    const jobs = await rig.api.get<{ total: number }>('/jobs');
    expect(jobs.body.total).toBe(3);
  });

  function blockOf(fits: (block: CodeBlock) => boolean): CodeBlock | undefined {
    return blocks.find(fits);
  }
});
