/**
 * What the runs of all types share: the claim and its fence, the journal, the directories of a job, budget, publication.
 * Nothing here knows a type of job, and nothing here decides when a job runs.
 * Enter through `JobRun`, `JobWorkflow`, `RunTools`, `RunArtifacts`, `ClaudeAnswer`, `RunNumbers`, `RunJournal`, `RunStateRepository`, `RunStopped`, `BudgetSpent`, `JobPostponed`, `JobInterrupted`,
 * `Workspaces`, `SetupCache`, `SETUP_CACHE_NAME`, `InterruptedUsage`, `untilStored` and `PeerServers`.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { ClientsModule } from '../../clients/clients.module.js';
import { GitModule } from '../../git/git.module.js';
import { GithubModule } from '../../github/github.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { ArtifactLinks } from './artifacts/artifact-links.js';
import { ArtifactUpload } from './artifacts/artifact-upload.js';
import { RunArtifacts } from './artifacts/run-artifacts.js';
import { BranchGuard } from './publishing/branch-guard.js';
import { DraftState } from './publishing/draft-state.js';
import { MessagesModule } from '../../jobs/messages/messages.module.js';
import { ProtectedPaths } from './publishing/protected-paths.js';
import { WorkPush } from './publishing/work-push.js';
import { WorkGuard } from './publishing/work-guard.js';
import { PullRequestCare } from './publishing/pull-request-care.js';
import { Publication } from './publishing/publication.js';
import { FurtherSections } from './publishing/further-sections.js';
import { RefusedActions } from './publishing/refused-actions.repository.js';
import { FollowUpStart } from './follow-ups/follow-up-start.js';
import { PullRequestGuard } from './follow-ups/pull-request-guard.js';
import { CurrentRepositories } from './identity/current-repositories.js';
import { RunEvidence } from './evidence/run-evidence.js';
import { RunOutputs } from './output/run-outputs.js';
import { TreeCommands } from './commands/tree-commands.js';
import { SetupCache } from './setup/setup-cache.js';
import { SetupCommand } from './setup/setup-command.js';
import { SetupResults } from './setup/setup-results.js';
import { SetupTree } from './setup/setup-tree.js';
import { RepositoryOfJob } from './repository-of-job.js';
import { RunJournal } from './run-journal.js';
import { RunStateRepository } from './run-state.repository.js';
import { BranchStart } from './tools/branch-start.js';
import { InheritedWork } from './tools/inherited-work.js';
import { RunDiffs } from './tools/run-diffs.js';
import { RunCollection } from './tools/run-collection.js';
import { RunContribution } from './tools/run-contribution.js';
import { RunDelivery } from './tools/run-delivery.js';
import { RunSession } from './tools/run-session.js';
import { RunTools } from './tools/run-tools.js';
import { RunTrees } from './tools/run-trees.js';
import { SessionMemory } from './tools/session-memory.js';
import { TreeSession } from './tools/tree-session.js';
import { InterruptedUsage } from './usage/interrupted-usage.js';
import { LearnedPrices } from './usage/learned-prices.js';
import { LedgerRepository } from './usage/ledger.repository.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [ClaudeModule, ClientsModule, GitModule, GithubModule, JobsModule, MessagesModule],
  providers: [
    ArtifactLinks,
    ArtifactUpload,
    BranchGuard,
    BranchStart,
    CurrentRepositories,
    DraftState,
    FollowUpStart,
    FurtherSections,
    InheritedWork,
    InterruptedUsage,
    LearnedPrices,
    LedgerRepository,
    ProtectedPaths,
    Publication,
    PullRequestGuard,
    PullRequestCare,
    RefusedActions,
    RepositoryOfJob,
    RunCollection,
    RunArtifacts,
    RunContribution,
    RunDelivery,
    RunDiffs,
    RunEvidence,
    RunJournal,
    RunOutputs,
    RunSession,
    RunStateRepository,
    RunTools,
    RunTrees,
    SessionMemory,
    SetupCache,
    SetupCommand,
    SetupResults,
    SetupTree,
    TreeCommands,
    TreeSession,
    WorkGuard,
    WorkPush,
    Workspaces,
  ],
  exports: [
    BranchGuard,
    BranchStart,
    CurrentRepositories,
    FollowUpStart,
    FurtherSections,
    InheritedWork,
    InterruptedUsage,
    LearnedPrices,
    ProtectedPaths,
    Publication,
    RepositoryOfJob,
    RunArtifacts,
    RunDiffs,
    RunEvidence,
    RunJournal,
    RunOutputs,
    RunStateRepository,
    RunTools,
    RunTrees,
    SetupCache,
    SetupCommand,
    TreeCommands,
    Workspaces,
  ],
})
export class RunModule {}
