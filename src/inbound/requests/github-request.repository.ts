import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Refusal } from './asked.js';

/** A request as the store keeps it. */
export interface RequestKey {
  readonly repository_id: string;
  readonly pr_number: number;
  readonly head_sha: string;
  readonly kind: string;
  readonly delivery_id: string;
  readonly login: string | null;
  readonly url: string;
}

/** A request that this node is to answer at GitHub now. */
export interface DueReply {
  /** Also that of its follow-up. */
  readonly id: string;
  /** The fence: a later claim has a higher one. */
  readonly token: number;
  /** This one included. */
  readonly attempts: number;
  readonly repositoryId: string;
  readonly number: number;
  readonly kind: string;
  readonly login: string | null;
  readonly url: string;
  /** null: it became a follow-up, which has ended. */
  readonly refusal: Refusal | null;
  readonly createdAt: string;
}

/** An answer takes less; a node that dies leaves it to others after this, in seconds. */
const LEASE_SECONDS = 90;

/** Reads and writes the `agent_github_requests` table. */
@Injectable()
export class GithubRequestRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Reserves a follow-up, whose id it answers; the same for the same delivery. Of two at once, the first gets it. */
  async reserve(request: RequestKey, max: number): Promise<{ id: string } | 'taken' | 'capped'> {
    const [row] = unwrap(await this.db.rpc('reserve_github_request', { p_request: { ...request }, p_max: max }));
    if (row?.outcome === 'accepted') return { id: row.id };
    return row?.outcome === 'capped' ? 'capped' : 'taken';
  }

  /** @param replies whether that is told at GitHub, which happens once for each commit, kind and reason. */
  async refuse(request: RequestKey, refusal: Refusal, replies: boolean): Promise<void> {
    const args = { p_request: { ...request }, p_refusal: refusal, p_replies: replies };
    unwrap(await this.db.rpc('refuse_github_request', args));
  }

  async claimReplies(limit: number): Promise<DueReply[]> {
    const args = { p_limit: limit, p_lease_seconds: LEASE_SECONDS };
    return unwrap(await this.db.rpc('claim_github_replies', args)).map((row) => ({
      id: row.id,
      token: row.reply_token,
      attempts: row.attempts,
      repositoryId: row.repository_id,
      number: row.pr_number,
      kind: row.kind,
      login: row.login,
      url: row.url,
      refusal: row.refusal as Refusal | null,
      createdAt: row.created_at,
    }));
  }

  /** @param againSeconds after which it is due again; null: it was answered, or is given up. */
  async finishReply({ id, token }: DueReply, againSeconds: number | null): Promise<void> {
    // The generated types cannot say that a parameter of a function may be null.
    const args = { p_id: id, p_reply_token: token, p_again_seconds: againSeconds as number };
    unwrap(await this.db.rpc('finish_github_reply', args));
  }
}
