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

/** What a node says of itself. */
export interface NodeSelf {
  readonly id: string;
  readonly hostname: string;
  readonly version: string;
  /** Tells one life of a node from the next. */
  readonly startedAt: string;
  readonly capacity: number;
  readonly leaseSeconds: number;
}

/** Rows of `agent_nodes`. */
@Injectable()
export class NodeRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Says that the node lives, and forgets those not heard of for `forgetSeconds`. @returns whether it is to drain. */
  async heartbeat(self: NodeSelf, forgetSeconds: number): Promise<boolean> {
    const args = {
      p_id: self.id,
      p_hostname: self.hostname,
      p_version: self.version,
      p_started_at: self.startedAt,
      p_capacity: self.capacity,
      p_lease_seconds: self.leaseSeconds,
      p_forget_seconds: forgetSeconds,
    };
    return unwrap(await this.db.rpc('heartbeat_node', args));
  }

  async forget({ id, startedAt }: Pick<NodeSelf, 'id' | 'startedAt'>): Promise<void> {
    unwrap(await this.db.rpc('forget_node', { p_id: id, p_started_at: startedAt }));
  }

  /** In order of their start. */
  async list(): Promise<Node[]> {
    const rows = unwrap(await this.db.rpc('list_nodes'));
    return rows.map(({ last_heartbeat_at, ...row }) => ({ ...row, last_heartbeat: last_heartbeat_at }));
  }

  /** From its answer on no claim of the node succeeds. @returns false for a node that is not known. */
  async setDraining(id: string, draining: boolean): Promise<boolean> {
    return unwrap(await this.db.rpc('set_node_draining', { p_id: id, p_draining: draining }));
  }
}
