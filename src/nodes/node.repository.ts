import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';

/** A server on this database, as the store last heard of it. */
export interface Node {
  readonly id: string;
  readonly hostname: string | null;
  readonly version: string | null;
  readonly started_at: string;
  /** Jobs under its lease; conversations that are set aside are not among them. */
  readonly running: number;
  /** Jobs it runs at one time. */
  readonly capacity: number;
  readonly last_heartbeat: string;
  /** It takes no more jobs. */
  readonly draining: boolean;
  /** Whether it has been heard of within its lease. */
  readonly alive: boolean;
}

/** One life of a node: what is claimed for its name counts only while the name is its own. */
export interface NodeLife {
  readonly id: string;
  /** A uuid. */
  readonly life: string;
}

/** What a node says of itself. */
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

/** What became of the wish for a name. Times are the database's own, ISO. */
export interface Entry {
  /** `taken`: by a node that was not heard of since; it may be dead. `alive`: it was heard of meanwhile. */
  readonly outcome: 'entered' | 'taken' | 'alive';
  readonly askedAt: string;
  /** Host name of the server that has the name. */
  readonly holder: string | null;
  readonly holderSince: string;
  /** When the name is free if nothing more is heard of that one. */
  readonly freeAt: string;
}

/** Rows of `agent_nodes`. */
@Injectable()
export class NodeRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /**
   * Takes the node's name, unless another life has it. Of several that ask at the same moment one gets it.
   * @param since `askedAt` of the first answer, at the next ones.
   * @param starts a server that starts may follow one of its own folder before its lease is over.
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
   * Says that the node lives, and forgets those not heard of for `forgetSeconds`.
   * @returns whether it is to drain; null: its name is not its own, or was forgotten.
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

  /** From its answer on no claim of the node succeeds. @returns false for a node, or a life of it, that is not known. */
  async setDraining({ id, life = null }: { id: string; life?: string | null }, draining: boolean): Promise<boolean> {
    const args = { p_id: id, p_draining: draining, ...(life === null ? {} : { p_life: life }) };
    return unwrap(await this.db.rpc('set_node_draining', args));
  }
}
