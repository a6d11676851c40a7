import { Injectable } from '@nestjs/common';
import { ArtifactLinks } from '../artifacts/artifact-links.js';
import type { JobRun } from '../job-run.js';
import { RefusedActions } from './refused-actions.repository.js';

/** What a pull request says beyond the task and what became of it. */
@Injectable()
export class FurtherSections {
  constructor(
    private readonly artifacts: ArtifactLinks,
    private readonly refused: RefusedActions,
  ) {}

  /** In markdown, each section with its heading. */
  async of(run: JobRun): Promise<string[]> {
    return [...(await this.artifacts.sectionsOf(run)), ...(await this.refused.sectionsOf(run))];
  }
}
