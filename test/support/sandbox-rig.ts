import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from '../../src/platform/config/parse-env.js';
import type { JobDirectories } from '../../src/sandbox/directories/job-directories.js';
import { listProcessIds, readMarks } from '../../src/sandbox/processes/process-table.js';
import { type ChosenSandbox, chooseSandbox } from '../../src/sandbox/choice/sandbox-choice.js';
import type { Sandbox, SandboxCommand, SandboxDriver, SandboxOutput } from '../../src/sandbox/sandbox.js';

const PATH = '/usr/local/bin:/usr/bin:/bin';

/** A job with a tree, and what a shell in it does. */
export interface SandboxJob {
  readonly id: string;
  readonly tree: string;
  command(script: string, ...args: string[]): SandboxCommand;
  /** Runs a shell script in the tree; its arguments are `$1` and so on. */
  sh(script: string, ...args: string[]): Promise<SandboxOutput>;
}

/** A driver as the server chooses it, on folders of its own. */
export class SandboxRig {
  private constructor(
    readonly root: string,
    readonly nodeId: string,
    private readonly chosen: ChosenSandbox | null,
    /** Why the driver does not work here; null: it does. */
    readonly refusal: string | null,
  ) {}

  static async start(driver: SandboxDriver | 'auto', env: Readonly<Record<string, string>> = {}): Promise<SandboxRig> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'sandbox-rig-')));
    // The driver `user` passes through it.
    await chmod(root, 0o711);
    const nodeId = `rig-${randomUUID()}`;
    try {
      const chosen = await chooseSandbox(SandboxRig.env(root, { SANDBOX: driver, ...env }), nodeId);
      return new SandboxRig(root, nodeId, chosen, null);
    } catch (error) {
      return new SandboxRig(root, nodeId, null, error instanceof Error ? error.message : String(error));
    }
  }

  static env(root: string, env: Readonly<Record<string, string>>) {
    return parseEnv({
      AGENT_API_SECRET: 'secret-of-the-api',
      DATA_DIR: join(root, 'data'),
      REPOS_DIR: join(root, 'repos'),
      WORKTREES_DIR: join(root, 'worktrees'),
      ...env,
    });
  }

  /** Runs the test where the driver works. @throws Error where it does not, and did not say so in the words of `refusal`. */
  async prove(refusal: RegExp, test: () => Promise<void>): Promise<void> {
    if (this.refusal === null) return test();
    if (!refusal.test(this.refusal)) throw new Error(`an unknown refusal: ${this.refusal}`);
  }

  get sandbox(): Sandbox {
    if (!this.chosen) throw new Error(this.refusal ?? 'there is no sandbox');
    return this.chosen.sandbox;
  }

  get directories(): JobDirectories {
    if (!this.chosen) throw new Error(this.refusal ?? 'there is no sandbox');
    return this.chosen.directories;
  }

  /** A job with a tree of one file, and a clone that it may read. */
  async job(clone = 'acme/app'): Promise<SandboxJob> {
    const id = randomUUID();
    const tree = join(this.root, 'worktrees', id);
    await this.write(join('worktrees', id, 'file.txt'), 'in the tree\n');
    const bare = await this.write(join('repos', `${clone}.git`, 'HEAD'), `clone of ${clone}\n`);
    await this.directories.create(id);
    await this.directories.lend(id, [dirname(bare)]);
    await this.directories.handOverTree(id);
    const env = { PATH, HOME: this.directories.pathsOf(id).home, TMPDIR: this.directories.pathsOf(id).tmp };
    const command = (script: string, ...args: string[]): SandboxCommand => ({
      jobId: id,
      file: '/bin/sh',
      args: ['-c', script, 'sh', ...args],
      cwd: tree,
      env,
    });
    const sh = (script: string, ...args: string[]): Promise<SandboxOutput> =>
      this.sandbox.run(command(script, ...args), { timeoutMs: 20_000 });
    return { id, tree, command, sh };
  }

  /** A file that everybody may read as far as its own permissions go. Resolves with its path. */
  async write(name: string, text: string): Promise<string> {
    const path = join(this.root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  }

  /** Ids of the processes of a job, or of all of this rig. */
  processes(jobId?: string): number[] {
    return listProcessIds().filter((pid) => {
      const marks = readMarks(pid);
      return marks?.nodeId === this.nodeId && (jobId === undefined || marks.jobId === jobId);
    });
  }

  /** @throws Error when a process is left. */
  async close(): Promise<void> {
    const left = this.processes();
    await this.chosen?.sandbox.sweepOrphans(new Set());
    await rm(this.root, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`${left.length} processes are left`);
  }
}
