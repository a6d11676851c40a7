/**
 * Clones, working trees, collecting a job's work, scanning it for secrets, pushing it. Only this room uses simple-git. Refusals
 * are put into words in commands/git-rules. A job's files are read only as git objects that were checked, never as configuration.
 * Enter through `BareClones`, `CloneCare`, `FreshStarts`, `JobTrees`, `RefTrees`, `JobTree`, `WorkCollector`,
 * `UnpublishableWork`, `StateKeeper`, `StrayWork`, `StrayCommit`, `WorkDiffs`, `WorkDiff`, `DiffFile`, `BranchPublisher`, `PushTrial`, `SharedWork`, `ProtectedChanges`, `GitProgram`, `gitVersions`, `commitMessage`, `RepositoryRef`, `inertText`, `inertMarkdown`, `isPlainMarkdown`,
 * `abortable`, `allOf`, `withForgeWords`, `ForgeAway`, and `ForgeCredentials` and `FormerNames`, which rooms above provide.
 */
import { Module } from '@nestjs/common';
import { BareClones } from './clones/bare-clones.js';
import { BranchPublisher } from './publishing/branch-publisher.js';
import { CloneMoves } from './moves/clone-moves.js';
import { TreeRecords } from './trees/tree-records.js';
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
import { LfsChanges } from './lfs/lfs-changes.js';
import { LfsFiles } from './lfs/lfs-files.js';
import { LfsGuard } from './lfs/lfs-guard.js';
import { LfsIntake } from './lfs/lfs-intake.js';
import { LfsPaths } from './lfs/lfs-paths.js';
import { LfsProgram } from './lfs/lfs-program.js';
import { LfsPublishing } from './lfs/lfs-publishing.js';
import { LfsRemote } from './lfs/lfs-remote.js';
import { PointerCommits } from './lfs/pointer-commits.js';
import { TreeObjects } from './lfs/tree-objects.js';
import { TreeCheckout } from './trees/tree-checkout.js';
import { TreeFiles } from './trees/tree-files.js';
import { DeclaredSubmodules } from './submodules/declared-submodules.js';
import { SubmoduleCommits } from './submodules/submodule-commits.js';
import { SubmoduleGuard } from './submodules/submodule-guard.js';
import { SubmoduleTrees } from './submodules/submodule-trees.js';
import { LeftConflicts } from './unfinished/left-conflicts.js';
import { InertCommits } from './collecting/inert-commits.js';
import { ProtectedChanges } from './publishing/protected-changes.js';
import { PushTrial } from './publishing/push-trial.js';
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
    CloneMoves,
    DeclaredSubmodules,
    Downloads,
    FreshStarts,
    GitGateway,
    GitProgram,
    InertCommits,
    JobGit,
    JobTrees,
    LeftConflicts,
    LfsChanges,
    LfsFiles,
    LfsGuard,
    LfsIntake,
    LfsPaths,
    LfsProgram,
    LfsPublishing,
    LfsRemote,
    PointerCommits,
    ReceivedPacks,
    RefFetcher,
    RefTrees,
    RepositoryLocks,
    SecretScan,
    ProtectedChanges,
    PushTrial,
    SharedWork,
    StateKeeper,
    StateTree,
    StrayWork,
    SubmoduleCommits,
    SubmoduleGuard,
    SubmoduleTrees,
    TreeCheckout,
    TreeClones,
    TreeRecords,
    TreeFiles,
    TreeObjects,
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
    PushTrial,
    SharedWork,
    StateKeeper,
    StrayWork,
    WorkCollector,
    WorkDiffs,
  ],
})
export class GitModule {}
