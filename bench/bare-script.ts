import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Rig } from '../test/support/rig.js';

const run = promisify(execFile);

/**
 * What a person would write in a shell, one command after the other: fetch, worktree, `claude -p`, commit, push, pull request.
 * The same forge, model and Claude Code as the server's, but no sandbox, no check and no record. The yardstick of the server.
 */
export class BareScript {
  private readonly bare: string;
  private last: Promise<unknown> = Promise.resolve();
  /** Milliseconds of each step of the last run. */
  readonly steps: Record<string, number> = {};

  private constructor(
    private readonly rig: Rig,
    private readonly folder: string,
    private readonly fullName: string,
    private readonly claude: string,
  ) {
    this.bare = join(folder, 'bare.git');
  }

  /** With a clone that is warm, as the server's is. */
  static async prepare(rig: Rig, fullName: string): Promise<BareScript> {
    const claude = await realpath(join('node_modules', '.bin', 'claude'));
    const script = new BareScript(rig, await mkdtemp(join(rig.folder, 'bare-')), fullName, claude);
    await script.git('/', 'clone', '--quiet', '--bare', script.url, script.bare);
    await script.git(script.bare, 'config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    return script;
  }

  /** Milliseconds from the first command to the answer with the pull request. */
  async run(prompt: string): Promise<number> {
    const branch = `bare/${randomUUID()}`;
    const tree = join(this.folder, branch.replace('/', '-'));
    const begun = performance.now();
    await this.alone(async () => {
      await this.step('fetch', () => this.git(this.bare, 'fetch', '--quiet', 'origin'));
      await this.step('worktree', () =>
        this.git(this.bare, 'worktree', 'add', '--quiet', '-b', branch, tree, 'origin/main'),
      );
    });
    await this.step('claude', () => this.askClaude(tree, prompt));
    await this.step('commit', async () => {
      await this.git(tree, 'add', '--all');
      await this.git(tree, 'commit', '--quiet', '-m', prompt);
    });
    await this.step('push', () => this.git(tree, 'push', '--quiet', this.url, branch));
    await this.step('pull request', () => this.openPullRequest(branch));
    return performance.now() - begun;
  }

  /** As with flock(1): fetches and worktrees of one clone get in each other's way. */
  private async alone(task: () => Promise<void>): Promise<void> {
    const mine = this.last.then(task);
    this.last = mine.catch(() => undefined);
    await mine;
  }

  private get url(): string {
    return `${this.rig.forge.serverUrl}/${this.fullName}.git`;
  }

  private async step(name: string, action: () => Promise<unknown>): Promise<void> {
    const begun = performance.now();
    await action();
    this.steps[name] = performance.now() - begun;
  }

  private async git(cwd: string, ...args: string[]): Promise<void> {
    const login = Buffer.from(`x-access-token:${this.rig.forge.token}`).toString('base64');
    const settings = [
      `http.extraHeader=Authorization: Basic ${login}`,
      'user.name=bench',
      'user.email=bench@localhost',
    ];
    await run('git', [...settings.flatMap((pair) => ['-c', pair]), ...args], { cwd, env: this.environment });
  }

  private async askClaude(tree: string, prompt: string): Promise<void> {
    const mode = ['--output-format', 'stream-json', '--verbose', '--permission-mode', 'bypassPermissions'];
    const env = {
      ...this.environment,
      ...this.rig.model.variables,
      IS_SANDBOX: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
    };
    const child = spawn(this.claude, ['-p', ...mode, prompt], {
      cwd: tree,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`claude ended with ${code}`);
  }

  private async openPullRequest(branch: string): Promise<void> {
    const answer = await fetch(`${this.rig.forge.apiUrl}/repos/${this.fullName}/pulls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.rig.forge.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: branch, head: branch, base: 'main', body: '' }),
    });
    if (answer.status !== 201) throw new Error(`no pull request: ${answer.status} ${await answer.text()}`);
  }

  private get environment(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: this.folder, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  }
}
