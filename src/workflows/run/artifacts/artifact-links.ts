import { Injectable } from '@nestjs/common';
import { MAX_ARTIFACTS } from '../../../jobs/artifacts/artifact.js';
import { JobArtifactRepository, type StoredArtifact } from '../../../jobs/artifacts/job-artifact.repository.js';
import { Env } from '../../../platform/config/env.js';
import { linkToArtifacts } from '../../../platform/config/public-links.js';
import type { JobRun } from '../job-run.js';
import { untilStored } from '../until-stored.js';
import { describeBytes } from './artifact-words.js';

/** Where readers of a pull request find what its job left for them. */
@Injectable()
export class ArtifactLinks {
  constructor(
    private readonly env: Env,
    private readonly artifacts: JobArtifactRepository,
  ) {}

  /** For the pull request, in markdown, with its heading; empty: there are none, or this server has no address for others. */
  async sectionsOf({ job }: JobRun): Promise<string[]> {
    const directory = linkToArtifacts(this.env.PUBLIC_URL, job.id);
    if (directory === null) return [];
    const artifacts = await untilStored(() => this.artifacts.list(job.id, 0, MAX_ARTIFACTS));
    if (artifacts.length === 0) return [];
    return ['## Artifacts', artifacts.map((artifact) => lineOf(directory, artifact)).join('\n')];
  }
}

function lineOf(directory: string, { name, bytes }: StoredArtifact): string {
  const path = encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29');
  return `- [\`${name}\`](${directory}/${path}) (${describeBytes(bytes)})`;
}
