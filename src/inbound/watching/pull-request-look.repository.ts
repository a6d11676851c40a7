import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** An open pull request at which this node is to look. */
export interface DueLook {
  readonly repositoryId: string;
  readonly number: number;
  /** Of GitHub's last answer; null: there was none. */
  readonly etag: string | null;
}

/** Reads and writes when pull requests were looked at, in `agent_pull_requests`. */
@Injectable()
export class PullRequestLookRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Those at which no node has looked for so long; for as long, no other gets them. */
  async claim(limit: number, everySeconds: number): Promise<DueLook[]> {
    const args = { p_limit: limit, p_every_seconds: everySeconds };
    return unwrap(await this.db.rpc('claim_pull_request_looks', args)).map(({ repository_id, number, etag }) => ({
      repositoryId: repository_id,
      number,
      etag,
    }));
  }

  /** @param againSeconds when the next look is due; null: as it was claimed. */
  async finish({ repositoryId, number }: DueLook, etag: string | null, againSeconds: number | null): Promise<void> {
    unwrap(
      await this.db.rpc('finish_pull_request_look', {
        p_repository_id: repositoryId,
        p_number: number,
        // The generated types cannot say that a parameter of a function may be null.
        p_etag: etag as string,
        p_again_seconds: againSeconds as number,
      }),
    );
  }
}
