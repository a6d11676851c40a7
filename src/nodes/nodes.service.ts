import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../common/domain-error.js';
import { Env } from '../config/env.js';
import { JobEventBus } from '../events/job-event-bus.js';
import { NodeIdentity } from '../store/node-identity.js';
import { type Node, NodeRepository, type NodeSelf } from './node.repository.js';

/** How long a node that is not heard of stays in the list, in seconds. */
const FORGET_SECONDS = 3_600;

/** This server among those that share the database. */
@Injectable()
export class NodesService {
  private readonly logger = new Logger(NodesService.name);
  private readonly self: NodeSelf;
  private drains = false;

  constructor(
    env: Env,
    identity: NodeIdentity,
    private readonly nodes: NodeRepository,
    private readonly bus: JobEventBus,
  ) {
    this.self = {
      id: identity.id,
      hostname: hostname(),
      version: versionOfPackage(),
      startedAt: new Date().toISOString(),
      capacity: env.MAX_CONCURRENT_JOBS,
      leaseSeconds: env.LEASE_SECONDS,
    };
  }

  /** Whether this node takes no jobs for now, as far as it has heard. */
  get draining(): boolean {
    return this.drains;
  }

  /** To be called well within LEASE_SECONDS, again and again. */
  async beat(): Promise<void> {
    const before = this.drains;
    this.drains = await this.nodes.heartbeat(this.self, FORGET_SECONDS);
    if (before && !this.drains) this.bus.emit('node.resumed', {});
  }

  /** The node is about to stop: it gets no more jobs. Never rejects: a store that is away gives none anyway. */
  async beginLeaving(): Promise<void> {
    await this.quietly(this.nodes.setDraining(this.self.id, true));
  }

  /** The node has stopped in order: nobody need wait for its lease to run out. Never rejects. */
  async leave(): Promise<void> {
    await this.quietly(this.nodes.forget(this.self));
  }

  list(): Promise<Node[]> {
    return this.nodes.list();
  }

  /** Whether somebody else could go on with what this node leaves. */
  async hasLivingPeers(): Promise<boolean> {
    return (await this.nodes.list()).some(({ id, alive }) => alive && id !== this.self.id);
  }

  private async quietly(call: Promise<unknown>): Promise<void> {
    await call.catch((error: unknown) => this.logger.warn(`the other nodes cannot be told: ${String(error)}`));
  }

  /** `id` null: this node. @throws DomainError `not_found`. */
  async setDraining(id: string | null, draining: boolean): Promise<Node> {
    const wanted = id ?? this.self.id;
    if (!(await this.nodes.setDraining(wanted, draining))) throw DomainError.notFound('Node', wanted);
    if (wanted === this.self.id) await this.beat();
    const node = (await this.nodes.list()).find((each) => each.id === wanted);
    if (!node) throw DomainError.notFound('Node', wanted);
    return node;
  }
}

/** Beside `src` as well as beside `dist`. */
function versionOfPackage(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
