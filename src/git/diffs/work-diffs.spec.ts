import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GitRig } from '../../../test/support/git-rig.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { WorkCollector } from '../collecting/work-collector.js';
import type { JobTree } from '../trees/job-tree.js';
import type { WorkDiff } from './work-diff.js';
import { WorkDiffs } from './work-diffs.js';

/** Assembled here, so that secret scanners do not report this file. */
const GITHUB_TOKEN = ['gh', 'p_', 'aB3dE5gH7j'.repeat(4)].join('');
const KEY_LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
const MARK = (which: string): string => ['-----', which, ' PRIVATE KEY-----'].join('');

describe('WorkDiffs', () => {
  let rig: GitRig;
  beforeEach(async () => {
    rig = await GitRig.start();
  });
  afterEach(async () => rig.close());

  /** What the work that `script` leaves in a tree of `files` changed; also of work that must not be published. */
  async function diffOf(
    script: string,
    files: Record<string, string> = { 'README.md': '# Shop\n' },
  ): Promise<WorkDiff> {
    const tree = await rig.tree(await rig.repository('shop', files));
    await rig.inTree(tree, script);
    const heads: string[] = [];
    const taken = async (head: string): Promise<void> => void heads.push(head);
    const options = { message: 'Work', env: rig.jobEnv, taken };
    await rig
      .get(WorkCollector)
      .collect(tree, options, rig.signal)
      .catch(() => null);
    return read(tree, heads[0] ?? '');
  }

  const read = (tree: JobTree, head: string): Promise<WorkDiff> => {
    const compared = { ...tree, to: head, headSha: head };
    return rig.get(WorkDiffs).read(compared, rig.get(Redactor), rig.signal);
  };

  it('tells what happened to each file, in a patch that applies', async () => {
    const files = { 'a.txt': 'a\nb\nc\nd\ne\nf\n', gone: 'keep\n', run: '#!/bin/sh\n', link: 'target\n' };
    const script = [
      'mv a.txt moved.txt; echo g >> moved.txt; rm gone; chmod +x run; rm link; ln -s /etc/passwd link',
      'printf "x\\000y" > bin; mkdir "a dir"; echo 1 > "a dir/$(printf "we ird\\nname\\"")"; echo é > é.txt',
    ].join('; ');
    const diff = await diffOf(script, files);
    const added = { previous_path: null, status: 'added', additions: 1, deletions: 0 };
    expect(diff.files).toEqual([
      { ...added, path: 'a dir/we ird\nname"' },
      { ...added, path: 'bin', additions: null, deletions: null },
      { ...added, path: 'gone', status: 'deleted', additions: 0, deletions: 1 },
      { ...added, path: 'link', status: 'modified', additions: 1, deletions: 1 },
      { ...added, path: 'moved.txt', previous_path: 'a.txt', status: 'renamed' },
      { ...added, path: 'run', status: 'modified', additions: 0 },
      { ...added, path: 'é.txt' },
    ]);
    expect(diff).toMatchObject({ truncated: false });
    const whole = await diffOf('printf "1\\n2\\n3" > new; sed -i s/b/B/ a.txt; rm gone; chmod +x run', files);
    const fresh = await rig.tree(await rig.repository('fresh', files));
    await writeFile(join(rig.root, 'patch'), whole.patch);
    await promisify(execFile)('git', ['apply', '--check', join(rig.root, 'patch')], { cwd: fresh.path });
  });

  it('is empty where nothing changed', async () => {
    expect(await diffOf('true')).toMatchObject({ files: [], patch: '', truncated: false });
  });

  it('holds no secret, whatever lines it spans, and each line stays a line', async () => {
    const key = [MARK('BEGIN'), KEY_LINE, KEY_LINE, MARK('END')].join('\n');
    const old = key.replaceAll('M', 'N');
    const script = [
      `t='${rig.forge.token}'; g='${GITHUB_TOKEN}'; printf 'TOKEN=%s\\nplain\\n' "$t" > env.txt; echo $g > "$g"`,
      `printf '%s\\n' '${key}' > key; env HOME=/x TOKEN="$t" env | base64 -w 60 > encoded`,
      `echo 'Authorization: Bearer 0123456789abcdef0123' > header`,
      `printf 'a\\000b\\000' > wide; head -c 9000 /dev/zero | tr '\\0' x > late; printf '\\000%s' "$t" >> late`,
    ].join('; ');
    const diff = await diffOf(script, { key: `${old}\n`, encoded: 'x\n' });
    const base64 = Buffer.from(rig.forge.token).toString('base64').slice(4, 24);
    const said = JSON.stringify(diff).replaceAll('\\n+', '').replaceAll('\\n-', '');
    for (const secret of [rig.forge.token, GITHUB_TOKEN, KEY_LINE, KEY_LINE.replaceAll('M', 'N'), base64])
      expect(said).not.toContain(secret);
    expect(diff.patch).toContain('+TOKEN=[redacted]\n+plain\n');
    expect(diff.patch).toContain('+Authorization: Bearer [redacted]\n');
    expect(diff.patch).toContain('+++ b/[redacted]');
    expect(diff.patch).not.toContain('\0');
    // As many lines as each hunk says.
    await writeFile(join(rig.root, 'patch'), diff.patch);
    await promisify(execFile)('git', ['apply', '--numstat', join(rig.root, 'patch')]);
  });

  it('leaves out files whose changes do not fit, and says so', async () => {
    const diff = await diffOf('seq 1 300000 > a-large; echo 1 > small; seq 1 120000 > z; echo 2 > zz');
    expect(diff.files.map(({ path, additions }) => [path, additions])).toEqual([
      ['a-large', 300_000],
      ['small', 1],
      ['z', 120_000],
      ['zz', 1],
    ]);
    expect(diff.truncated).toBe(true);
    expect(diff.patch.match(/^diff --git .*$/gm)).toEqual([
      'diff --git a/small b/small',
      'diff --git a/z b/z',
      'diff --git a/zz b/zz',
    ]);
  });

  it('has the beginning of a file that alone is too large, up to the end of a line and before any half of a secret', async () => {
    const diff = await diffOf(
      `seq -f "line %.0f" 1 1000000 > only; for i in $(seq 300); do cat only; done | head -c 20000000 > all; rm only`,
    );
    expect(diff).toMatchObject({ truncated: true, files: [{ path: 'all', status: 'added' }] });
    expect(diff.patch.length).toBeGreaterThan(900_000);
    expect(diff.patch.length).toBeLessThanOrEqual(1_000_000);
    expect(diff.patch).toMatch(/\n\+line \d+\n$/);
  });

  it('names 3,000 files at most', async () => {
    const diff = await diffOf('mkdir d; for i in $(seq 3100); do echo $i > d/$i; done');
    expect(diff.files).toHaveLength(3_000);
    expect(diff.files.every(({ additions }) => additions === 1)).toBe(true);
    expect(diff.truncated).toBe(true);
  });
});
