import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { Env } from '../../platform/config/env.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { packageVersion } from '../../platform/identity/package-version.js';
import { databaseAddressOf } from '../../platform/store/reaching/database-address.js';
import { whenReachable } from '../../platform/store/reaching/when-reachable.js';
import { NodeNameInUseError } from './node-name-in-use-error.js';
import { NodeRepository, type NodeSelf } from './node.repository.js';

/** How long a node without heartbeats stays in the list, in seconds. */
const FORGET_SECONDS = 3_600;
/** How often a start checks whether its name is free, in milliseconds. */
const ASK_EVERY_MS = 500;

/**
 * This server's name among those that share the database: taken before anything else happens, and kept by heartbeats. Only
 * the database's clock counts.
 */
@Injectable()
export class OwnNode implements OnModuleInit {
  private readonly logger = new Logger(OwnNode.name);
  private readonly self: NodeSelf;
  private entered = false;
  private left = false;
  private drains = false;
  private isDisplaced = false;

  constructor(
    private readonly env: Env,
    identity: NodeIdentity,
    private readonly nodes: NodeRepository,
    private readonly bus: JobEventBus,
    private readonly shutdown: Shutdown,
  ) {
    const { id, life, instance, place } = identity;
    this.self = {
      id,
      life,
      instance,
      place,
      hostname: hostname(),
      version: packageVersion(),
      capacity: env.MAX_CONCURRENT_JOBS,
      leaseSeconds: env.LEASE_SECONDS,
      beatSeconds: this.beatMs / 1_000,
    };
  }

  get id(): string {
    return this.self.id;
  }

  /** Longest time between two heartbeats, in milliseconds: leases must not expire, however rarely the queue is polled. */
  get beatMs(): number {
    return Math.min(this.env.QUEUE_POLL_INTERVAL, (this.env.LEASE_SECONDS * 1_000) / 3);
  }

  /** Whether this node takes no jobs for now, as of its last heartbeat. */
  get draining(): boolean {
    return this.drains;
  }

  /** Whether another server has this node's name, as of its last heartbeat: it takes no jobs until that server is gone. */
  get displaced(): boolean {
    return this.isDisplaced;
  }

  /**
   * Takes the name, and waits while it may belong to a dead server. It happens in this phase because nothing must be reclaimed,
   * swept or claimed before.
   * @throws NodeNameInUseError
   */
  async onModuleInit(): Promise<void> {
    for (let since: string | null = null; !this.entered;) {
      const entry = await whenReachable(() => this.nodes.enter(this.self, true, since), databaseAddressOf(this.env));
      this.entered = entry.outcome === 'entered';
      if (this.entered) return;
      if (entry.outcome === 'alive') throw new NodeNameInUseError(this.id, this.env.NODE_ID !== null, entry);
      if (since === null) {
        this.logger.warn(
          `the name ${this.id} belongs to a server on ${entry.holder} that started at ${entry.holderSince}: ` +
            `waiting until ${entry.freeAt}, when it counts as dead unless it sends a heartbeat`,
        );
      }
      since ??= entry.askedAt;
      await this.pause();
    }
  }

  /** When the server is stopping, never resolves: the stop ends the process, and this start must not continue. */
  private async pause(): Promise<void> {
    const { begun } = this.shutdown;
    await delay(ASK_EVERY_MS, undefined, { signal: begun }).catch(() => undefined);
    if (begun.aborted) await new Promise<never>(() => undefined);
  }

  /** To be called every `beatMs`. */
  async beat(): Promise<void> {
    const before = this.drains;
    const drains = await this.nodes.heartbeat(this.self, FORGET_SECONDS);
    if (drains === null) return this.comeBack();
    this.drains = drains;
    if (before && !this.drains) this.bus.emit('node.resumed', {});
  }

  /** After a silence: takes the name again, unless it now belongs to another server. */
  private async comeBack(): Promise<void> {
    if (this.left) return;
    const { outcome, holder, holderSince } = await this.nodes.enter(this.self, false);
    const before = this.isDisplaced;
    this.isDisplaced = outcome !== 'entered';
    this.drains = false;
    if (this.isDisplaced && !before) {
      this.logger.error(
        `another server, on ${holder} since ${holderSince}, took the name ${this.id} while this one sent no heartbeats: ` +
          'this server takes no jobs until the other one is gone; give each server its own NODE_ID',
      );
    }
    if (before && !this.isDisplaced) this.logger.warn(`the name ${this.id} is free again: this server takes jobs`);
  }

  /** Announces that the node is about to stop, so that it gets no more jobs. Never rejects: an unavailable store assigns none. */
  async beginLeaving(): Promise<void> {
    if (this.entered) await this.quietly(this.nodes.setDraining(this.self, true));
  }

  /** Announces that the node has stopped: nobody needs to wait for its lease to expire. Never rejects. */
  async leave(): Promise<void> {
    this.left = true;
    if (this.entered) await this.quietly(this.nodes.leave(this.self));
  }

  private async quietly(call: Promise<unknown>): Promise<void> {
    await call.catch((error: unknown) => this.logger.warn(`cannot tell the other nodes: ${String(error)}`));
  }

  /** @returns false when another server has the name. */
  async setDraining(draining: boolean): Promise<boolean> {
    if (!(await this.nodes.setDraining(this.self, draining))) return false;
    await this.beat();
    return true;
  }
}
