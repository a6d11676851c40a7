import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../../git/trees/job-tree.js';
import { JobEnvironment } from '../../../sandbox/job-environment.js';
import { Sandbox, SandboxError } from '../../../sandbox/sandbox.js';

/** Where an iteration finds the progress, from the root of the working tree. No commit of ours holds it. */
export const PROGRESS_FILE = '.ralph/progress.md';

const TIMEOUT_MS = 30_000;

/**
 * Run where the job's own commands run: the tree is the job's, which may have put a link in the place of any file. A
 * `.ralph` that is not a directory belongs to the repository and stays (exit code 3).
 */
const WRITE = `
if [ -L .ralph ] || { [ -e .ralph ] && [ ! -d .ralph ]; }; then exit 3; fi
mkdir -p .ralph && rm -rf .ralph/progress.md && cat > .ralph/progress.md || exit 1
mkdir -p .git/info 2>/dev/null
grep -qxF /${PROGRESS_FILE} .git/info/exclude 2>/dev/null || echo /${PROGRESS_FILE} >> .git/info/exclude
`;

/** What the repository itself keeps at that place comes back from its commit. */
const REMOVE = `
if [ -L .ralph ] || [ ! -d .ralph ]; then exit 0; fi
rm -rf .ralph/progress.md
git checkout -q HEAD -- ${PROGRESS_FILE} 2>/dev/null || rmdir .ralph 2>/dev/null
exit 0
`;

/** The progress as a file in the working tree, outside version control. */
@Injectable()
export class ProgressFile {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
  ) {}

  /**
   * Replaces whatever is there. @returns whether the tree has it now; without it the prompt alone tells of the progress.
   * @throws the signal's reason.
   */
  write(tree: JobTree, text: string, signal: AbortSignal): Promise<boolean> {
    return this.run(tree, WRITE, text, signal);
  }

  /** Takes it away, so that no linter of the repository stumbles over it. @throws the signal's reason. */
  async remove(tree: JobTree, signal: AbortSignal): Promise<void> {
    await this.run(tree, REMOVE, '', signal);
  }

  private async run(tree: JobTree, script: string, stdin: string, signal: AbortSignal): Promise<boolean> {
    const { jobId, path: cwd } = tree;
    const env = this.environment.variablesFor(jobId);
    const command = { jobId, file: 'sh', args: ['-c', script], cwd, env, stdin };
    try {
      return (await this.sandbox.run(command, { timeoutMs: TIMEOUT_MS, signal })).exitCode === 0;
    } catch (error) {
      signal.throwIfAborted();
      // The job may have broken its own tree, which is not the server's fault: the prompt alone tells of the progress.
      if (error instanceof SandboxError) return false;
      throw error;
    }
  }
}
