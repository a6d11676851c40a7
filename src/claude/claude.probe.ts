import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ModelDoor } from '../proxy/model-door.js';
import { JobFolders } from '../sandbox/job-folders.js';
import { PROBE_IDS } from '../sandbox/probe-ids.js';
import { Sandbox, type SandboxOutput } from '../sandbox/sandbox.js';
import { ClaudeBinary } from './claude-binary.js';
import { ClaudeEnvironment } from './claude-environment.js';
import type { ClaudeOutcome } from './claude-run.js';

const PROBE_ID = PROBE_IDS.claude;
const PROBE_TIMEOUT_MS = 10_000;
const FRESH_MS = 60_000;
/** Long enough to be seen, short enough that a queue that waits for a login tries again by itself. */
const REFUSAL_MS = 600_000;

export interface ClaudeStatus {
  /** Claude has credentials, and no run was refused for them of late. Whether they are valid only a run can tell. */
  readonly authenticated: boolean;
  /** Such as `2.1.328`; null: no CLI that answers. */
  readonly version: string | null;
}

/** Asks the CLI for its version and login without spending tokens; answers are kept for a minute. */
@Injectable()
export class ClaudeProbe implements OnApplicationShutdown {
  private latest: { readonly status: Promise<ClaudeStatus>; readonly at: number } | null = null;
  private refusedAt: number | null = null;
  private readonly stopping = new AbortController();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly folders: JobFolders,
    private readonly binary: ClaudeBinary,
    private readonly environment: ClaudeEnvironment,
    private readonly door: ModelDoor,
  ) {}

  /** Never rejects; takes 20 seconds at most. Callers at one time share one look. */
  async status(): Promise<ClaudeStatus> {
    const now = performance.now();
    if (!this.latest || now - this.latest.at > FRESH_MS) this.latest = { status: this.look(), at: now };
    const { authenticated, version } = await this.latest.status;
    return { authenticated: authenticated && !this.wasRefused(), version };
  }

  /** Learns from a run what no probe can see: whether the credentials are accepted. */
  noteRunResult({ reason }: { readonly reason: ClaudeOutcome }): void {
    if (reason === 'auth' || reason === 'billing') this.refusedAt = performance.now();
    if (reason === 'success') this.refusedAt = null;
  }

  /** A look under way would outlive the server. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.latest?.status;
  }

  private wasRefused(): boolean {
    return this.refusedAt !== null && performance.now() - this.refusedAt < REFUSAL_MS;
  }

  private async look(): Promise<ClaudeStatus> {
    const output = await this.ask(['--version']);
    const version = /^(\d+)\.(\d+)\.\d+\S*/.exec(output?.stdout ?? '');
    if (!version) return { authenticated: false, version: null };
    const knowsAuthStatus = Number(version[1]) > 2 || (Number(version[1]) === 2 && Number(version[2]) >= 1);
    // An older CLI takes `auth status` for a prompt and pays for an answer.
    if (!knowsAuthStatus) return { authenticated: this.environment.hasCredentials, version: version[0] };
    return { authenticated: (await this.ask(['auth', 'status']))?.exitCode === 0, version: version[0] };
  }

  /** null: there is no CLI, or it does not answer in time. */
  private async ask(args: readonly string[]): Promise<SandboxOutput | null> {
    const access = this.door.admit(PROBE_ID);
    try {
      const location = await this.binary.locate();
      if (location.problem !== null) return null;
      const { home } = await this.folders.create(PROBE_ID);
      const { file, leadingArgs } = location;
      const env = this.environment.variablesFor(PROBE_ID, access);
      const command = { jobId: PROBE_ID, file, args: [...leadingArgs, ...args], cwd: home, env };
      return await this.sandbox.run(command, { timeoutMs: PROBE_TIMEOUT_MS, signal: this.stopping.signal });
    } catch {
      return null;
    } finally {
      access.revoke();
    }
  }
}
