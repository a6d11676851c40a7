import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../../platform/config/env.js';
import type { JobDirectories } from '../directories/job-directories.js';
import { PROBE_IDS } from './probe-ids.js';
import type { Sandbox } from '../sandbox.js';

const PROBE_ID = PROBE_IDS.sandbox;
const TIMEOUT_MS = 10_000;

/** Writes where a job must be able to write, and tries what it must not be able to do. */
const SCRIPT = `
cd "$1" && echo x > probe || echo "tree: no"
echo x > "$HOME/probe" || echo "home: no"
cat "$2" 2>/dev/null && echo "canary: read"
tr '\\0' '\\n' 2>/dev/null < "/proc/$3/environ" | grep -q . && echo "server: read"
test "$4" = open || test "$(grep -c : /proc/net/dev)" = 1 || echo "network: open"
echo done
`;

const SENTENCES: Readonly<Record<string, string>> = {
  'tree: no': 'a job cannot write in WORKTREES_DIR: other users must be able to pass through the directories above it',
  'home: no': 'a job cannot write in DATA_DIR/jobs: other users must be able to pass through the directories above it',
  'canary: read': 'a job can read files of the server',
  'network: open': 'a job can use the network of the machine',
  'server: read': 'a job can read the environment of the server',
};

/** Checks whether a driver really isolates jobs on this machine. */
export class SandboxProbe {
  private readonly tree: string;
  private readonly canary: string;

  constructor(
    env: Env,
    private readonly parts: { readonly sandbox: Sandbox; readonly directories: JobDirectories },
  ) {
    this.tree = join(env.WORKTREES_DIR, PROBE_ID);
    this.canary = join(env.DATA_DIR, `canary-${randomUUID()}`);
  }

  /** @throws Error with a clause that says why not, to follow a colon. */
  async assertWorks(): Promise<void> {
    const { sandbox, directories } = this.parts;
    try {
      await this.prepare();
      const env = { PATH: '/usr/bin:/bin', HOME: directories.pathsOf(PROBE_ID).home };
      const args = ['-c', SCRIPT, 'probe', this.tree, this.canary, String(process.pid), sandbox.network];
      const command = { jobId: PROBE_ID, file: '/bin/sh', args, cwd: this.tree, env };
      const { stdout, stderr } = await sandbox.run(command, { timeoutMs: TIMEOUT_MS });
      const said = stdout.trim().split('\n');
      const wrong = said.flatMap((line) => SENTENCES[line] ?? []);
      if (wrong[0] !== undefined) throw new Error(wrong[0]);
      if (said.at(-1) !== 'done') throw new Error(lastLine(stderr));
    } finally {
      await this.clean();
    }
  }

  private async prepare(): Promise<void> {
    const { directories } = this.parts;
    await this.clean();
    await directories.create(PROBE_ID);
    await mkdir(this.tree, { recursive: true, mode: 0o700 });
    await directories.handOverTree(PROBE_ID);
    await writeFile(this.canary, 'canary\n', { mode: 0o600, flag: 'wx' });
  }

  private async clean(): Promise<void> {
    await this.parts.sandbox.sweep(PROBE_ID);
    await this.parts.directories.remove(PROBE_ID);
    for (const path of [this.tree, this.canary]) await rm(path, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'the probe said nothing';
}
