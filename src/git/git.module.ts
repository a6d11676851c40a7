/**
 * Clones, working trees, collecting a job's work, scanning it for secrets, pushing it. Only this room uses simple-git. Refusals
 * are put into words in commands/git-rules. A job's files are read only as git objects that were checked, never as configuration.
 * Enter through `BareClones`, `CloneCare`, `FreshStarts`, `JobTrees`, `RefTrees`, `JobTree`, `WorkCollector`,
 * `UnpublishableWork`, `StateKeeper`, `StrayWork`, `StrayCommit`, `WorkDiffs`, `WorkDiff`, `DiffFile`, `BranchPublisher`, `SharedWork`, `ProtectedChanges`, `GitProgram`, `gitVersions`, `commitMessage`, `RepositoryRef`, `inertText`, `inertMarkdown`,
 * `abortable`, `allOf`, `withForgeWords`, `ForgeAway` and `ForgeCredentials`, which the room above provides.
 */
import { Module } from '@nestjs/common';
import { BareClones } from './clones/bare-clones.js';
import { BranchPublisher } from './publishing/branch-publisher.js';
import { CloneCare } from './clones/clone-care.js';
import { Downloads } from './clones/downloads.js';
import { GitGateway } from './commands/git.gateway.js';
import { FreshStarts } from './trees/fresh-starts.js';
import { GitProgram } from './commands/git-program.js';
import { JobTrees } from './trees/job-trees.js';
import { RefFetcher } from './clones/ref-fetcher.js';
import { RefTrees } from './trees/ref-trees.js';
import { RepositoryLocks } from './clones/repository-locks.js';
import { TreeClones } from './trees/tree-clones.js';
import { WorkDiffs } from './diffs/work-diffs.js';
import { WorkCollector } from './collecting/work-collector.js';
import { JobGit } from './snapshots/job-git.js';
import { LeftConflicts } from './unfinished/left-conflicts.js';
import { InertCommits } from './collecting/inert-commits.js';
import { ProtectedChanges } from './publishing/protected-changes.js';
import { SharedWork } from './publishing/shared-work.js';
import { ReceivedPacks } from './clones/received-packs.js';
import { StrayWork } from './stray/stray-work.js';
import { SecretScan } from './secret-scan/secret-scan.js';
import { StateKeeper } from './collecting/state-keeper.js';
import { StateTree } from './collecting/state-tree.js';
import { WorkCommits } from './collecting/work-commits.js';
import { WorkflowChanges } from './publishing/workflow-changes.js';
import { WorkInspection } from './collecting/work-inspection.js';
import { WorkIntake } from './collecting/work-intake.js';
import { WorkSnapshot } from './snapshots/work-snapshot.js';

/** Clones, working trees, collected work and pull requests. Needs the global Redactor, Sandbox and ForgeCredentials. */
@Module({
  providers: [
    BareClones,
    BranchPublisher,
    CloneCare,
    Downloads,
    FreshStarts,
    GitGateway,
    GitProgram,
    InertCommits,
    JobGit,
    JobTrees,
    LeftConflicts,
    ReceivedPacks,
    RefFetcher,
    RefTrees,
    RepositoryLocks,
    SecretScan,
    ProtectedChanges,
    SharedWork,
    StateKeeper,
    StateTree,
    StrayWork,
    TreeClones,
    WorkCollector,
    WorkCommits,
    WorkDiffs,
    WorkInspection,
    WorkIntake,
    WorkSnapshot,
    WorkflowChanges,
  ],
  exports: [
    BareClones,
    BranchPublisher,
    CloneCare,
    FreshStarts,
    GitProgram,
    JobTrees,
    RefTrees,
    ProtectedChanges,
    SharedWork,
    StateKeeper,
    StrayWork,
    WorkCollector,
    WorkDiffs,
  ],
})
export class GitModule {}
