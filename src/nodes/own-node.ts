import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Shutdown } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import { JobEventBus } from '../events/job-event-bus.js';
import { NodeIdentity } from '../store/node-identity.js';
import { whenReachable } from '../store/when-reachable.js';
import { NodeNameInUseError } from './node-name-in-use-error.js';
import { NodeRepository, type NodeSelf } from './node.repository.js';

/** How long a node that is not heard of stays in the list, in seconds. */
const FORGET_SECONDS = 3_600;
/** How often a start asks whether its name is free, in milliseconds. */
const ASK_EVERY_MS = 500;

/**
 * This server's name among those that share the database: taken before anything else happens, kept by heartbeats. Only the
 * database's clock counts.
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
      version: versionOfPackage(),
      capacity: env.MAX_CONCURRENT_JOBS,
      leaseSeconds: env.LEASE_SECONDS,
      beatSeconds: this.beatMs / 1_000,
    };
  }

  get id(): string {
    return this.self.id;
  }

  /** Longest time between two heartbeats, in milliseconds: however rarely the queue is to be looked at, leases must not run out. */
  get beatMs(): number {
    return Math.min(this.env.QUEUE_POLL_INTERVAL, (this.env.LEASE_SECONDS * 1_000) / 3);
  }

  /** Whether this node takes no jobs for now, as far as it has heard. */
  get draining(): boolean {
    return this.drains;
  }

  /** Another server has its name, as far as it has heard: it takes no jobs until that one is gone. */
  get displaced(): boolean {
    return this.isDisplaced;
  }

  /**
   * Takes the name, and waits for it while it may belong to a server that is dead. In this phase, so that nothing was
   * taken back, swept or claimed before.
   * @throws NodeNameInUseError
   */
  async onModuleInit(): Promise<void> {
    for (let since: string | null = null; !this.entered;) {
      const entry = await whenReachable(() => this.nodes.enter(this.self, true, since));
      this.entered = entry.outcome === 'entered';
      if (this.entered) return;
      if (entry.outcome === 'alive') throw new NodeNameInUseError(this.id, this.env.NODE_ID !== null, entry);
      if (since === null) {
        this.logger.warn(
          `the name ${this.id} belongs to a server on ${entry.holder} that began at ${entry.holderSince}: ` +
            `waiting until ${entry.freeAt}, when it counts as dead if nothing is heard of it`,
        );
      }
      since ??= entry.askedAt;
      await this.pause();
    }
  }

  /** A stop ends the process by itself: until then this start goes no further. */
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

  /** After a silence: the name may belong to another server now, which is not to be disturbed. */
  private async comeBack(): Promise<void> {
    if (this.left) return;
    const { outcome, holder, holderSince } = await this.nodes.enter(this.self, false);
    const before = this.isDisplaced;
    this.isDisplaced = outcome !== 'entered';
    this.drains = false;
    if (this.isDisplaced && !before) {
      this.logger.error(
        `another server, on ${holder} since ${holderSince}, has taken the name ${this.id} while nothing was heard of this one: ` +
          'this one takes no jobs until that one is gone; give each server a NODE_ID of its own',
      );
    }
    if (before && !this.isDisplaced) this.logger.warn(`the name ${this.id} is free again: this server takes jobs`);
  }

  /** The node is about to stop: it gets no more jobs. Never rejects: a store that is away gives none anyway. */
  async beginLeaving(): Promise<void> {
    if (this.entered) await this.quietly(this.nodes.setDraining(this.self, true));
  }

  /** The node has stopped in order: nobody need wait for its lease to run out. Never rejects. */
  async leave(): Promise<void> {
    this.left = true;
    if (this.entered) await this.quietly(this.nodes.leave(this.self));
  }

  private async quietly(call: Promise<unknown>): Promise<void> {
    await call.catch((error: unknown) => this.logger.warn(`the other nodes cannot be told: ${String(error)}`));
  }

  /** @returns false when the name is not its own. */
  async setDraining(draining: boolean): Promise<boolean> {
    if (!(await this.nodes.setDraining(this.self, draining))) return false;
    await this.beat();
    return true;
  }
}

/** Beside `src` as well as beside `dist`. */
function versionOfPackage(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
