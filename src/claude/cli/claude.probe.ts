import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ModelProbe } from '../model-access/model-probe.js';
import type { ClaudeOutcome } from '../runs/claude-run.js';
import { ClaudeVersion } from './claude-version.js';

const FRESH_MS = 60_000;
/** Long enough to be noticed, short enough that a queue waiting for a login tries again by itself. */
const REFUSAL_MS = 600_000;

/** What keeps Claude from working; docs/operations.md explains them. */
export type ClaudeReason =
  'not_installed' | 'not_runnable' | 'no_credential' | 'credential_refused' | 'no_credit' | 'unreachable';

export interface ClaudeStatus {
  /**
   * true: the model accepted the credential, when asked or in a run. false: it did not, or nobody can ask it. null: not known
   * yet, as with credentials that only a run can try.
   */
  readonly authenticated: boolean | null;
  /** Such as `2.1.328`; null: no CLI answers, or not known yet. */
  readonly version: string | null;
  /** null: nothing is known to be wrong. */
  readonly reason: ClaudeReason | null;
}

/** A status, and what the operator must change, a sentence each. */
interface Finding extends ClaudeStatus {
  readonly problems: readonly string[];
}

/** Tries the CLI and the credential without spending tokens; caches what it finds for a minute. */
@Injectable()
export class ClaudeProbe implements OnApplicationShutdown {
  private latest: { readonly finding: Promise<Finding>; readonly at: number } | null = null;
  private found: Finding = { authenticated: null, version: null, reason: null, problems: [] };
  private proven = false;
  private refusal: { readonly reason: 'credential_refused' | 'no_credit'; readonly at: number } | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly cli: ClaudeVersion,
    private readonly model: ModelProbe,
  ) {}

  /** Never rejects; takes at most ten seconds. Concurrent callers share one probe. */
  async status(): Promise<ClaudeStatus> {
    await this.fresh();
    return this.known;
  }

  /** What was found last, without waiting. */
  get known(): ClaudeStatus {
    const { authenticated, version, reason } = this.found;
    if (reason === 'not_installed' || reason === 'not_runnable') return { authenticated, version, reason };
    if (this.refusal && performance.now() - this.refusal.at < REFUSAL_MS) {
      return { authenticated: false, version, reason: reason ?? this.refusal.reason };
    }
    // A run is the better witness: a gateway may refuse the probe alone.
    return this.proven ? { authenticated: true, version, reason: null } : { authenticated, version, reason };
  }

  /** What the operator must change, a sentence each. Never rejects. */
  async problems(): Promise<readonly string[]> {
    return (await this.fresh()).problems;
  }

  /** Learns from a run what a probe may not see: whether the credentials are accepted. */
  noteRunResult({ reason }: { readonly reason: ClaudeOutcome }): void {
    if (reason === 'auth') this.refusal = { reason: 'credential_refused', at: performance.now() };
    if (reason === 'billing') this.refusal = { reason: 'no_credit', at: performance.now() };
    if (reason === 'success') this.refusal = null;
    this.proven = reason === 'success' || (this.proven && reason !== 'auth');
  }

  /** Ends a running probe, which would outlive the server. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.latest?.finding;
  }

  private fresh(): Promise<Finding> {
    const now = performance.now();
    if (!this.latest || now - this.latest.at > FRESH_MS) this.latest = { finding: this.look(), at: now };
    return this.latest.finding;
  }

  private async look(): Promise<Finding> {
    const [cli, model] = await Promise.all([this.cli.ask(this.stopping.signal), this.model.ask(this.stopping.signal)]);
    const problems = [cli.problem, model.problem].filter((problem) => problem !== null);
    this.found =
      cli.reason === null
        ? { authenticated: model.accepted, version: cli.version, reason: model.reason, problems }
        : { authenticated: false, version: null, reason: cli.reason, problems };
    return this.found;
  }
}
