import { Injectable } from '@nestjs/common';
import type { JobTree } from '../git/job-tree.js';
import { JobEnvironment } from '../sandbox/job-environment.js';
import { Sandbox } from '../sandbox/sandbox.js';

/** Where an iteration finds the progress, from the root of the working tree. No commit of ours holds it. */
export const PROGRESS_FILE = '.ralph/progress.md';

const TIMEOUT_MS = 30_000;

/**
 * Run where the job's own commands run: the tree is the job's, which may have put a link in the place of any file. A
 * folder `.ralph` that is something else is the repository's and stays (exit code 3).
 */
const WRITE = `
if [ -L .ralph ] || { [ -e .ralph ] && [ ! -d .ralph ]; }; then exit 3; fi
mkdir -p .ralph && rm -rf .ralph/progress.md && cat > .ralph/progress.md || exit 1
mkdir -p .git/info 2>/dev/null
grep -qxF /${PROGRESS_FILE} .git/info/exclude 2>/dev/null || echo /${PROGRESS_FILE} >> .git/info/exclude
`;

/** The progress as a file in the working tree, outside version control. */
@Injectable()
export class ProgressFile {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
  ) {}

  /** Replaces whatever is there. @returns whether the tree has it now; without it the prompt alone tells of the progress. */
  async write(tree: JobTree, text: string, signal: AbortSignal): Promise<boolean> {
    const { jobId, path: cwd } = tree;
    const env = this.environment.variablesFor(jobId);
    const command = { jobId, file: 'sh', args: ['-c', WRITE], cwd, env, stdin: text };
    const { exitCode } = await this.sandbox.run(command, { timeoutMs: TIMEOUT_MS, signal });
    return exitCode === 0;
  }
}
