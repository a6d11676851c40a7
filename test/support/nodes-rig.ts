import type { JobBody, MessageBody } from './api-client.js';
import { Rig } from './rig.js';
import { openScratchDatabaseUrl } from './scratch-store.js';
import type { RunningServer } from './server.js';

/** A server as `GET /queue` shows it. */
export interface NodeBody {
  readonly id: string;
  readonly running: number;
  readonly capacity: number;
  readonly last_heartbeat: string;
  readonly draining: boolean;
  readonly alive: boolean;
}

export interface QueueBody {
  readonly nodes: readonly NodeBody[];
  readonly running: readonly { id: string; node: string }[];
  readonly queued: readonly { id: string; wait_reason: string | null; run_after: string | null }[];
  readonly paused: readonly { reason: string; until: string; jobs: number }[];
}

/** Leases are short enough to be waited for, and long enough for a busy machine. */
export const LEASE_MS = 8_000;
const ENV = { LEASE_SECONDS: String(LEASE_MS / 1_000), QUEUE_POLL_INTERVAL: '300ms', SHUTDOWN_GRACE: '100ms' };

/**
 * Several servers on one database: `a`, which is the rig's own, and those that a test starts. Their names begin with that of the
 * suite: suites run side by side.
 */
export class NodesRig {
  private constructor(
    readonly suite: string,
    /** postgres:// */
    readonly databaseUrl: string,
    readonly rig: Rig,
    /** Of `acme/app`. */
    readonly clientId: string,
    private readonly closeDatabase: () => Promise<void>,
  ) {}

  static async start(suite: string, env: Readonly<Record<string, string>> = {}): Promise<NodesRig> {
    const database = await openScratchDatabaseUrl();
    const rig = await Rig.start({ env: { ...ENV, DATABASE_URL: database.url, NODE_ID: `${suite}-a`, ...env } });
    const { clientId } = await rig.addRepository();
    return new NodesRig(suite, database.url, rig, clientId, () => database.close());
  }

  get a(): RunningServer {
    return this.rig.server;
  }

  get model() {
    return this.rig.model;
  }

  get forge() {
    return this.rig.forge;
  }

  name(letter: string): string {
    return `${this.suite}-${letter}`;
  }

  /** One more server, `b` as a rule; given the name of another, it gets folders of its own all the same. */
  startNode(letter = 'b', env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
    return this.rig.startNode({ NODE_ID: this.name(letter), ...env });
  }

  /** Starts `a` again in its folder if a test has ended it. */
  async reviveA(): Promise<void> {
    if (this.a.child.exitCode !== null || this.a.child.signalCode !== null) await this.rig.restart();
  }

  drain(letter: string) {
    return this.a.api.post(`/admin/drain?node=${this.name(letter)}`);
  }

  resume(letter: string) {
    return this.a.api.post(`/admin/resume?node=${this.name(letter)}`);
  }

  /** Queues a job and answers its id. */
  queue(body: Readonly<Record<string, unknown>>): Promise<string> {
    return this.rig.queue({ clientId: this.clientId, ...body });
  }

  /** Queues a job that only `a` may take while it is queued, and waits until it has. */
  async queueOnA(body: Readonly<Record<string, unknown>>): Promise<string> {
    await this.drain('b');
    const id = await this.queue(body);
    await this.a.api.waitForJob(
      id,
      ({ status, lease_owner }) => status === 'running' && lease_owner === this.name('a'),
    );
    await this.resume('b');
    return id;
  }

  async queueOf(server: RunningServer): Promise<QueueBody> {
    return (await server.api.get<QueueBody>('/queue')).body;
  }

  async node(server: RunningServer, letter: string): Promise<NodeBody | undefined> {
    return (await this.queueOf(server)).nodes.find(({ id }) => id === this.name(letter));
  }

  async job(server: RunningServer, id: string): Promise<JobBody> {
    return (await server.api.get<JobBody>(`/jobs/${id}`)).body;
  }

  async messages(server: RunningServer, id: string): Promise<MessageBody[]> {
    return (await server.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?limit=1000`)).body.messages;
  }

  /** Of the system, one per line. */
  async notes(server: RunningServer, id: string): Promise<string> {
    const notes = (await this.messages(server, id)).filter(({ type }) => type === 'system');
    return notes.map(({ content }) => content).join('\n');
  }

  async close(): Promise<void> {
    await this.rig.close();
    await this.closeDatabase();
  }
}
