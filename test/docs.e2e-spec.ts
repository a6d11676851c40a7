import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './support/api-client.js';
import { type CodeBlock, readPage } from './support/doc-pages.js';
import { DocShell, type ShellOutcome } from './support/doc-shell.js';
import { Rig } from './support/rig.js';
import { hangs, says, uses } from './support/scripted-model.turns.js';
import { differences, holds } from './support/stated-answer.js';

/** In the order in which they are read: what a page has made known is used by the next. */
const PAGES = [
  'README.md',
  'docs/api.md',
  'docs/jobs.md',
  'docs/repositories.md',
  'docs/costs.md',
  'docs/webhooks.md',
  'docs/from-github.md',
  'docs/operations.md',
  'docs/servers.md',
  'docs/monitoring.md',
  'SECURITY.md',
] as const;

/** A repository whose feedback commands pass. */
const SHOP = { 'package.json': '{ "private": true, "scripts": { "test": "true", "lint": "true" } }\n' };

/** How long a command that only reads is repeated until its answer is as stated, in milliseconds. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 200;

interface Step {
  readonly command: CodeBlock;
  readonly answer: CodeBlock | null;
}

describe('the commands in the docs', () => {
  let rig: Rig;
  let shell: DocShell;
  let home: string;

  beforeAll(async () => {
    rig = await Rig.start();
    home = await mkdtemp(join(tmpdir(), 'docs-'));
    shell = await DocShell.open(home, { SECRET: rig.api.secret });
    await rig.forge.addRepository('acme/shop', { files: SHOP });
    const written = uses('Write', { file_path: 'page.html', content: '<button>Log out</button>\n' });
    rig.model.script('logout button', [written, says('There is a logout button now.'), hangs()]);
    rig.model.script('search box', [hangs()]);
    rig.model.scriptIterations('login and logout', [[written, says('Login and logout work.\n\nRALPH_COMPLETE')]]);
    rig.model.script('dark mode', [uses('StructuredOutput', { hours: 12, risks: ['Two themes of icons'] })]);
    rig.model.script('spec for a cart', [says('One currency or several?'), says('Then each line has a currency.')]);
  });

  afterAll(async () => {
    await rig.close();
    await rm(home, { recursive: true, force: true });
  });

  it.each(PAGES)('of %s do what the page says', async (path) => {
    const steps = stepsOf(readPage('.', path).blocks);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      const problems = await problemsOf(step);
      expect({ path, line: step.command.line, problems }).toEqual({ path, line: step.command.line, problems: [] });
    }
  });

  it('are noticed when their answer is another', async () => {
    const create = block('bash', `curl $API/clients -H "$AUTH" -H "$JSON" -d '{"name": "Other"}'`);
    const answers = ['{ "name": "Acme" }', '{ "id": "$CLIENT" }', '{ "name": null }', '{ "colour": "…" }'];
    for (const answer of answers) {
      expect(await problemsOf({ command: create, answer: block('json', answer) })).toHaveLength(1);
    }
    const missing = block('bash', 'curl -X GET $API/nowhere -H "$AUTH"');
    expect(await problemsOf({ command: missing, answer: null })).toEqual(['answered 404']);
  });

  async function problemsOf(step: Step): Promise<string[]> {
    const deadline = Date.now() + (onlyReads(step) ? PATIENCE_MS : 0);
    for (;;) {
      const problems = problemsIn(
        step,
        await shell.run(step.command.text.replaceAll(/http:\/\/localhost:3456/g, rig.api.url)),
      );
      if (problems.length === 0 || Date.now() > deadline) return problems;
      await delay(PAUSE_MS);
    }
  }

  function problemsIn({ command, answer }: Step, { output, statuses }: ShellOutcome): string[] {
    const stated = Number(answer?.info || 0);
    const wrong = statuses.filter((status) => (stated === 0 ? status < 200 || status > 299 : status !== stated));
    const requests = command.text.match(/\bcurl /g)?.length ?? 0;
    const problems = [
      ...wrong.map((status) => `answered ${status}`),
      ...(statuses.length === requests ? [] : [`${statuses.length} of ${requests} requests were made`]),
    ];
    return problems.length === 0 && answer ? contentProblems(answer, output) : problems;
  }

  function contentProblems({ language, text }: CodeBlock, output: string): string[] {
    const told = output.replaceAll(rig.forge.serverUrl, 'https://github.com');
    if (language === 'text') return missingLines(text, told);
    const known = new Map(shell.names);
    const problems = differences(JSON.parse(text) as Json, JSON.parse(told) as Json, known);
    if (problems.length === 0) for (const [name, value] of known) shell.names.set(name, value);
    return problems;
  }
});

function block(language: string, text: string): CodeBlock {
  return { language, info: '', text, line: 1 };
}

function stepsOf(blocks: readonly CodeBlock[]): Step[] {
  return blocks.flatMap((command, index) => {
    if (command.language !== 'bash' || !/\bcurl /.test(command.text)) return [];
    const next = blocks[index + 1];
    return [{ command, answer: next && ['json', 'text'].includes(next.language) ? next : null }];
  });
}

function onlyReads({ command }: Step): boolean {
  return !/ (-d|-X|--max-time)\b/.test(command.text);
}

function missingLines(stated: string, output: string): string[] {
  const lines = output.split('\n');
  let from = 0;
  return stated
    .split('\n')
    .filter(Boolean)
    .filter((wanted) => {
      const found = lines.findIndex((line, index) => index >= from && holds(line, wanted));
      if (found >= 0) from = found + 1;
      return found < 0;
    });
}
