import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTempFolder, type TempFolder } from './support/temp-folder.js';

const run = promisify(execFile);
const DEPCRUISE = join('node_modules', '.bin', 'depcruise');

/** What somebody may be tempted to write, each in a file of its own, and the rule that must refuse it. */
const PLANTS: readonly [what: string, rule: string, file: string, text: string][] = [
  ['a new directory that is imported', 'everything-has-a-room', 'src/billing/price.ts', 'export const PRICE = 1;'],
  ['a new directory that imports', 'everything-has-a-room', 'src/reports/report.ts', "import '../main.js';"],
  ['a new directory that nobody imports yet', 'everything-has-a-room-also-unused', 'src/later/idea.ts', 'export {};'],
  ['a loose file in src', 'everything-has-a-room-also-unused', 'src/constants.ts', 'export const ONE = 1;'],
  [
    'a room that imports the one above it',
    'git-imports-only-lower-rooms',
    'src/git/planted-upwards.ts',
    "import '../jobs/records/job.js';",
  ],
  [
    'a spec that imports upwards',
    'sandbox-imports-only-lower-rooms',
    'src/sandbox/planted.spec.ts',
    "import '../queue/queue.service.js';",
  ],
  [
    'a room that is not entered by its entries',
    'claude-is-entered-by-its-entries',
    'src/workflows/planted-entry.ts',
    "import '../claude/output/line-splitter.js';",
  ],
  [
    'src that imports from test',
    'src-imports-no-tests',
    'src/jobs/planted-rig.ts',
    "import '../../test/support/until.js';",
  ],
  [
    'the store’s client in a service',
    'supabase-only-in-repositories',
    'src/jobs/planted.service.ts',
    "import { SUPABASE } from '../platform/store/supabase.token.js';\nexport const given = SUPABASE;",
  ],
  [
    'supabase-js in a service',
    'supabase-only-in-repositories',
    'src/jobs/b.service.ts',
    "import '@supabase/supabase-js';",
  ],
  ['Octokit outside github', 'octokit-only-in-github', 'src/git/planted-octokit.ts', "import '@octokit/core';"],
  ['the Postgres driver', 'postgres-driver-only-in-the-store', 'src/queue/planted-driver.ts', "import 'postgres';"],
  [
    'express in a service',
    'express-only-at-the-edge',
    'src/clients/planted-express.ts',
    "import type { Request } from 'express';\nexport type Planted = Request;",
  ],
  ['simple-git outside git', 'simple-git-only-in-git', 'src/github/planted-git.ts', "import 'simple-git';"],
  ['another event bus', 'emitter-only-in-events', 'src/jobs/planted-bus.ts', "import '@nestjs/event-emitter';"],
  ['a process', 'job-processes-only-in-the-sandbox', 'src/workflows/p.ts', "import 'node:child_process';"],
  [
    'an example that goes round the extension’s entry',
    'examples-use-the-extension-alone',
    'examples/review-job/planted.ts',
    "import '../../src/workflows/run/run-journal.js';",
  ],
  ['a cycle', 'no-cycle', 'src/jobs/cycle-a.ts', "import './cycle-b.js';"],
];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** All plants are in one scratch copy of the sources, which is judged once: that takes seconds. */
describe('the rules of the house', () => {
  let folder: TempFolder;
  let violations: readonly Violation[] = [];
  let untouched: readonly Violation[] = [];

  async function violationsIn(root: string): Promise<Violation[]> {
    const args = [DEPCRUISE, 'src', 'examples', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    // Exits with the number of violations; the report is on stdout all the same.
    const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 }).catch(
      (error: { stdout: string }) => error,
    );
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  }

  beforeAll(async () => {
    folder = await makeTempFolder();
    const root = folder.path;
    for (const part of [
      'src',
      'examples',
      'test',
      'scripts/rooms',
      'tsconfig.json',
      'package.json',
      '.dependency-cruiser.cjs',
    ]) {
      await cp(part, join(root, part), { recursive: true });
    }
    await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
    untouched = await violationsIn(root);
    await folder.write(Object.fromEntries(PLANTS.map(([, , file, text]) => [file, `${text}\n`])));
    await folder.write({ 'src/jobs/cycle-b.ts': "import './cycle-a.js';\nimport '../billing/price.js';\n" });
    violations = await violationsIn(root);
  });

  afterAll(() => folder.remove());

  it('find nothing in the sources as they are', () => {
    expect(untouched).toEqual([]);
  });

  it.each(PLANTS)('refuse %s (%s)', (_what, rule, file) => {
    const rules = violations.filter(({ from, to }) => from === file || to === file).map((each) => each.rule.name);
    expect(rules).toContain(rule);
  });

  it('refuse nothing else', () => {
    const planted = new Set(PLANTS.map(([, , file]) => file));
    const innocent = violations.filter(({ from, to }) => !planted.has(from) && !planted.has(to));
    expect(innocent.map(({ from, rule }) => `${from}: ${rule.name}`)).toEqual([]);
  });
});
