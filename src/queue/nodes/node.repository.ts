import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** A server on this database, as of its last heartbeat. */
export interface Node {
  readonly id: string;
  readonly hostname: string | null;
  readonly version: string | null;
  readonly started_at: string;
  /** Jobs under its leases, without parked conversations. */
  readonly running: number;
  /** How many jobs it runs at the same time. */
  readonly capacity: number;
  readonly last_heartbeat: string;
  /** Whether it takes no more jobs. */
  readonly draining: boolean;
  /** Whether its last heartbeat is within its lease. */
  readonly alive: boolean;
}

/** One process of a node: claims under the name count only while the process holds the name. */
export interface NodeLife {
  readonly id: string;
  /** UUID of the process. */
  readonly life: string;
}

/** What a node reports about itself. */
export interface NodeSelf extends NodeLife {
  /** See NodeIdentity. */
  readonly instance: string;
  readonly place: string;
  readonly hostname: string;
  readonly version: string;
  readonly capacity: number;
  readonly leaseSeconds: number;
  /** Longest time between two heartbeats. */
  readonly beatSeconds: number;
}

/** The outcome of asking for a name. Times are those of the database, ISO 8601. */
export interface Entry {
  /** `taken`: by a node without a heartbeat since `since`, which may be dead. `alive`: by a node that has sent one since. */
  readonly outcome: 'entered' | 'taken' | 'alive';
  readonly askedAt: string;
  /** Host name of the server that has the name. */
  readonly holder: string | null;
  readonly holderSince: string;
  /** When the name becomes free if that server sends no more heartbeats. */
  readonly freeAt: string;
}

/** Rows of `agent_nodes`. */
@Injectable()
export class NodeRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * Takes the node's name, unless another process has it. If several ask at the same moment, one gets it.
   * @param since `askedAt` of the first answer; null on the first call.
   * @param starts whether the server is starting: it may then replace a server on the same directory before that lease expires.
   */
  async enter(self: NodeSelf, starts: boolean, since: string | null = null): Promise<Entry> {
    const args = {
      p_id: self.id,
      p_life: self.life,
      p_instance: self.instance,
      p_place: self.place,
      p_hostname: self.hostname,
      p_version: self.version,
      p_capacity: self.capacity,
      p_lease_seconds: self.leaseSeconds,
      p_beat_seconds: self.beatSeconds,
      p_starts: starts,
    };
    const [row] = unwrap(await this.db.rpc('enter_node', since === null ? args : { ...args, p_since: since }));
    if (!row) throw new Error('enter_node has not answered');
    return {
      outcome: row.outcome as Entry['outcome'],
      askedAt: row.asked_at,
      holder: row.holder,
      holderSince: row.holder_since,
      freeAt: row.free_at,
    };
  }

  /**
   * Records a heartbeat of the node, and removes nodes without one for `forgetSeconds`.
   * @returns whether the node should drain; null: its name belongs to another process, or was removed.
   */
  async heartbeat(self: NodeSelf, forgetSeconds: number): Promise<boolean | null> {
    const { id, life, leaseSeconds, beatSeconds } = self;
    const terms = { p_lease_seconds: leaseSeconds, p_beat_seconds: beatSeconds, p_forget_seconds: forgetSeconds };
    const [row] = unwrap(await this.db.rpc('beat_node', { p_id: id, p_life: life, ...terms }));
    return row ? row.draining : null;
  }

  async leave({ id, life }: NodeLife): Promise<void> {
    unwrap(await this.db.rpc('leave_node', { p_id: id, p_life: life }));
  }

  /** In order of their start. */
  async list(): Promise<Node[]> {
    const rows = unwrap(await this.db.rpc('list_nodes'));
    return rows.map(({ last_heartbeat_at, ...row }) => ({ ...row, last_heartbeat: last_heartbeat_at }));
  }

  /** Once this has resolved, no claim of a draining node succeeds. @returns false for an unknown node or process. */
  async setDraining({ id, life = null }: { id: string; life?: string | null }, draining: boolean): Promise<boolean> {
    const args = { p_id: id, p_draining: draining, ...(life === null ? {} : { p_life: life }) };
    return unwrap(await this.db.rpc('set_node_draining', args));
  }
}
