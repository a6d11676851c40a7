import { Injectable } from '@nestjs/common';
import { GitGateway } from '../commands/git.gateway.js';

/** Where GitHub looks for workflows: pushing a change there takes a permission of its own. */
const WORKFLOWS = '.github/workflows';

/** Whether work touches workflows. */
@Injectable()
export class WorkflowChanges {
  constructor(private readonly git: GitGateway) {}

  /** Whether a commit that `headSha` leads to, and no branch of the forge as of the last fetch, changes a workflow. */
  async isIn(gitDir: string, headSha: string, signal: AbortSignal): Promise<boolean> {
    const args = ['rev-list', '--max-count=1', '--full-history', headSha, '--not', '--remotes=origin', '--', WORKFLOWS];
    const commit = await this.git.run({ args, gitDir, signal });
    return commit.trim() !== '';
  }
}
