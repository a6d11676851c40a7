import { Injectable } from '@nestjs/common';
import { ClaudeProbe } from '../../claude/cli/claude.probe.js';
import { GitProgram } from '../../git/commands/git-program.js';
import { GithubProbe } from '../../github/github-probe.js';
import { type QueueCounts, QueueService } from '../../queue/queue.service.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { Env } from '../../platform/config/env.js';
import { StoreProbe } from '../../platform/store/store-probe.js';
import { within } from './within.js';

const DISPLACED = 'Another server has the NODE_ID of this one, which takes no jobs: give each server its own NODE_ID';

/** Jobs run as the server's own user, because no stronger sandbox works on this machine. */
const UNWALLED = 'no_sandbox_works';

/** How long a health response waits for each probe, in milliseconds; slower probes continue, and their results are cached. */
const PATIENCE_MS = 1_000;

/** Whether the server can do its work, and what it lacks. */
@Injectable()
export class HealthService {
  constructor(
    private readonly queue: QueueService,
    private readonly claude: ClaudeProbe,
    private readonly github: GithubProbe,
    private readonly sandbox: Sandbox,
    private readonly store: StoreProbe,
    private readonly git: GitProgram,
    private readonly env: Env,
  ) {}

  /**
   * `degraded` when Claude, the forge or the store cannot be used, jobs wait for the model or the forge, jobs run without the sandbox that was
   * to be found, or this server takes no jobs because another one has its name. What is not known yet does not count. Takes about
   * a second at most. @param counts that the caller may know.
   */
  async describe(counts: Promise<QueueCounts>) {
    const unknownCounts = { running: null, queued: null, maxConcurrent: this.queue.maxConcurrent };
    const [queue, claude, github, gitProblem, store, paused] = await Promise.all([
      within(PATIENCE_MS, counts, unknownCounts),
      within(PATIENCE_MS, this.claude.status(), this.claude.known),
      within(PATIENCE_MS, this.github.probe(), this.github.known),
      within(PATIENCE_MS, this.git.problem(), null),
      within(PATIENCE_MS, this.store.describe(), { mode: this.store.mode, reachable: false }),
      within(PATIENCE_MS, this.queue.pause(), null),
    ]);
    const reason = gitProblem === null ? github.reason : ('not_runnable' as const);
    const git = { authenticated: github.authenticated, reason, credentials: this.github.ways };
    const displaced = this.queue.displaced ? DISPLACED : null;
    const { driver, network, inForce: limits } = this.sandbox;
    const unwalled = driver === 'none' && this.env.SANDBOX !== 'none' ? UNWALLED : null;
    const lacks = [claude.reason, git.reason, store.reachable ? null : 'store', paused, displaced, unwalled];
    return {
      status: lacks.every((lack) => lack === null) ? 'ok' : 'degraded',
      queue: { ...queue, draining: this.queue.draining },
      paused,
      displaced,
      claude,
      git,
      store,
      sandbox: { driver, network, limits, reason: unwalled },
    };
  }

  async isReady(): Promise<boolean> {
    const { reachable } = await within(PATIENCE_MS, this.store.describe(), { mode: this.store.mode, reachable: false });
    return reachable;
  }
}
