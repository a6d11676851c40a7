import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { Sandbox, SandboxError } from '../../../sandbox/sandbox.js';

const TIMEOUT_MS = 120_000;
/** Of what git lists; more is not kept. */
const MAX_OUTPUT = 1_048_576;
const MAX_PARTS = 2_000;
const SHOWN = 10;

/** What a tree is like before anything of the job has run in it. */
export interface TreeStart {
  /** The commit that is checked out. */
  readonly headSha: string;
  /** The files that were asked for, each with the hash of its content. */
  readonly files: readonly string[];
}

/** Git and the like in the tree of a job that a setup command prepares, in the job's sandbox. */
@Injectable()
export class SetupTree {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
  ) {}

  /** @param patterns of files, as git's glob patterns. */
  async startOf(tree: JobTree, patterns: readonly string[], signal: AbortSignal): Promise<TreeStart> {
    const headSha = (await this.git(tree, ['rev-parse', 'HEAD'], signal)).trim();
    // Without a pattern git would list all files.
    if (patterns.length === 0) return { headSha, files: [] };
    const globs = patterns.map((pattern) => `:(top,glob)${pattern}`);
    const listed = await this.git(tree, ['ls-files', '--stage', '-z', '--', ...globs], signal);
    return { headSha, files: entriesOf(listed) };
  }

  /**
   * Makes the tree what it was, but for what git ignores: a setup command changes nothing that a job publishes.
   * @returns names of files that it had changed, only some if there are many. @throws JobFailure when the repository in the tree is broken.
   */
  async undo(tree: JobTree, headSha: string, signal: AbortSignal): Promise<string[]> {
    try {
      const changed = await this.git(tree, ['status', '--porcelain', '-z', '--no-renames'], signal);
      await this.git(tree, ['symbolic-ref', 'HEAD', `refs/heads/${tree.branchName}`], signal);
      await this.git(tree, ['reset', '--hard', '--quiet', headSha], signal);
      await this.git(tree, ['clean', '-ffdq'], signal);
      return entriesOf(changed).slice(0, SHOWN).map(nameIn);
    } catch (error) {
      signal.throwIfAborted();
      const sentence = 'The setup command of the repository left a working tree in which git cannot work.';
      throw new JobFailure(sentence, { code: 'setup_failed', cause: error });
    }
  }

  /** Removes everything that is not of the commit. */
  async empty(tree: JobTree, signal: AbortSignal): Promise<void> {
    await this.git(tree, ['clean', '-ffdxq'], signal);
  }

  /** The files and directories that git ignores; null: too many. */
  async ignored(tree: JobTree, signal: AbortSignal): Promise<string[] | null> {
    const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
    const listed = await this.git(tree, args, signal);
    const parts = outermost(entriesOf(listed).map((part) => part.replace(/\/+$/, '')));
    return Buffer.byteLength(listed) >= MAX_OUTPUT || parts.length > MAX_PARTS ? null : parts.filter(isInside);
  }

  /** Whether one of these texts, each of one line, is in a file of the parts; also true where a file cannot be read. */
  async mayHold(
    tree: JobTree,
    parts: readonly string[],
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<boolean> {
    if (texts.length === 0 || parts.length === 0) return false;
    const stdin = texts.map((text) => `${text}\n`).join('');
    const { exitCode } = await this.run(tree, 'grep', ['-rqF', '-f', '-', '--', ...parts], signal, stdin);
    return exitCode !== 1;
  }

  private async git(tree: JobTree, args: readonly string[], signal: AbortSignal): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(tree, 'git', args, signal);
    if (exitCode !== 0) throw new Error(`git ${args[0] ?? ''} ended with ${String(exitCode)}: ${stderr}`);
    return stdout;
  }

  private async run(
    { jobId, path: cwd }: JobTree,
    file: string,
    args: readonly string[],
    signal: AbortSignal,
    stdin = '',
  ) {
    const env = this.environment.variablesFor(jobId);
    const limits = { timeoutMs: TIMEOUT_MS, signal, maxOutputBytes: MAX_OUTPUT };
    try {
      return await this.sandbox.run({ jobId, file, args, cwd, env, stdin }, limits);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof SandboxError ? new Error(error.message, { cause: error }) : error;
    }
  }
}

function entriesOf(listed: string): string[] {
  return listed.split('\0').filter((entry) => entry !== '');
}

/** After the two letters of its state. Untrusted: a name must not change the text around it. */
function nameIn(entry: string): string {
  return entry.slice(3).replace(/\p{C}/gu, '?');
}

/** Git lists a directory whose contents are all ignored, and then what is in it. */
function outermost(parts: readonly string[]): string[] {
  const all = new Set(parts);
  return parts.filter((part) => {
    const names = part.split('/');
    return !names.some((_, index) => index > 0 && all.has(names.slice(0, index).join('/')));
  });
}

function isInside(part: string): boolean {
  return !part.startsWith('/') && !part.split('/').some((name) => ['', '.', '..', '.git'].includes(name));
}
