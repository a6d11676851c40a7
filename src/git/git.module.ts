import { Module } from '@nestjs/common';
import { BareClones } from './bare-clones.js';
import { BranchPublisher } from './branch-publisher.js';
import { CloneCare } from './clone-care.js';
import { GitGateway } from './git.gateway.js';
import { GithubProbe } from './github-probe.js';
import { GithubGateway } from './github.gateway.js';
import { JobTrees } from './job-trees.js';
import { RepositoryLocks } from './repository-locks.js';
import { WorkCollector } from './work-collector.js';
import { SharedWork } from './shared-work.js';
import { SecretScan } from './secret-scan.js';
import { StateTree } from './state-tree.js';
import { WorkInspection } from './work-inspection.js';
import { WorkSnapshot } from './work-snapshot.js';

/** Clones, working trees, collected work and pull requests. Needs the global Redactor and Sandbox. */
@Module({
  providers: [
    BareClones,
    BranchPublisher,
    CloneCare,
    GitGateway,
    GithubGateway,
    GithubProbe,
    JobTrees,
    RepositoryLocks,
    SecretScan,
    SharedWork,
    StateTree,
    WorkCollector,
    WorkInspection,
    WorkSnapshot,
  ],
  exports: [BareClones, BranchPublisher, CloneCare, GithubGateway, GithubProbe, JobTrees, SharedWork, WorkCollector],
})
export class GitModule {}
