import { Injectable } from '@nestjs/common';
import { ClaudeProbe } from '../claude/claude.probe.js';
import { GithubProbe } from '../git/github-probe.js';
import { QueueService } from '../queue/queue.service.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { StoreProbe } from '../store/store-probe.js';
import { within } from './within.js';

const DISPLACED =
  'Another server has the NODE_ID of this one, which takes no jobs: give each server a NODE_ID of its own';

/** How long a health answer waits for each thing it asks, in milliseconds; the probes go on and are cached. */
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
  ) {}

  /**
   * `degraded` when Claude, the forge or the store cannot be used, jobs wait for the model, or this server takes none because
   * another one has its name; answered in about a second at most.
   */
  async describe() {
    const unknownCounts = { running: null, queued: null, maxConcurrent: this.queue.maxConcurrent };
    const [queue, claude, git, store, paused] = await Promise.all([
      within(PATIENCE_MS, this.queue.counts(), unknownCounts),
      within(PATIENCE_MS, this.claude.status(), { authenticated: false, version: null }),
      within(PATIENCE_MS, this.github.probe(), { authenticated: false, reason: 'unreachable' }),
      within(PATIENCE_MS, this.store.describe(), { mode: this.store.mode, reachable: false }),
      within(PATIENCE_MS, this.queue.pause(), null),
    ]);
    const displaced = this.queue.displaced ? DISPLACED : null;
    const usable = [claude.authenticated, git.authenticated, store.reachable, !paused, !displaced].every(Boolean);
    const { driver, network, inForce: limits } = this.sandbox;
    return {
      status: usable ? 'ok' : 'degraded',
      queue: { ...queue, draining: this.queue.draining },
      paused,
      displaced,
      claude,
      git,
      store,
      sandbox: { driver, network, limits },
    };
  }

  async isReady(): Promise<boolean> {
    const { reachable } = await within(PATIENCE_MS, this.store.describe(), { mode: this.store.mode, reachable: false });
    return reachable;
  }
}
