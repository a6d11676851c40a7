import { hostname } from 'node:os';
import type { SupabaseClient } from '@supabase/supabase-js';
import { answerOf } from './project-access.js';
import type { TestRun } from './test-run.js';

const NAME = 'lock-of-test-runs';
/** A run that says nothing for so long is dead, in seconds. */
const LEASE_SECONDS = 60;
const BEAT_SECONDS = 15;
/** So that no server is forgotten by what keeps the lock. */
const NEVER_SECONDS = 1_000_000_000;

/** Only one run at a time: it has a name among the servers of the project, which ends a minute after the run if that dies. */
export class RunLock {
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly db: SupabaseClient,
    private readonly life: string,
  ) {}

  /** @throws Error when another run has the project. */
  static async take(db: SupabaseClient, run: TestRun, life: string): Promise<RunLock> {
    const entry = await db.rpc('enter_node', {
      p_id: NAME,
      p_life: life,
      p_instance: run.id,
      p_place: run.id,
      p_hostname: hostname(),
      p_version: `test run ${run.id}`,
      p_capacity: 0,
      p_lease_seconds: LEASE_SECONDS,
      p_beat_seconds: BEAT_SECONDS,
      p_starts: false,
    });
    const [found] = answerOf('lock itself', entry) as { outcome: string; holder: string; free_at: string }[];
    if (found?.outcome !== 'entered') {
      throw new Error(
        `Another run has the project, from the machine ${found?.holder}. Wait for its end; if it has crashed, its lock ends at ${found?.free_at}.`,
      );
    }
    return new RunLock(db, life);
  }

  /** Says every 15 seconds that the run is alive. @param onLost when somebody else has the lock. */
  keep(onLost: () => void): void {
    this.timer = setInterval(() => {
      void this.beat().then((isHeld) => (isHeld ? undefined : onLost()));
    }, BEAT_SECONDS * 1_000);
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    answerOf('give up its lock', await this.db.from('agent_nodes').delete().eq('id', NAME).eq('life', this.life));
  }

  /** A project that cannot be reached now takes the lock from nobody. */
  private async beat(): Promise<boolean> {
    const { data, error } = await this.db.rpc('beat_node', {
      p_id: NAME,
      p_life: this.life,
      p_lease_seconds: LEASE_SECONDS,
      p_beat_seconds: BEAT_SECONDS,
      p_forget_seconds: NEVER_SECONDS,
    });
    return error !== null || (data as unknown[]).length > 0;
  }
}

/** Whether a row of `list_nodes` is a server, not a lock. */
export function isServer({ id }: { readonly id: string }): boolean {
  return id !== NAME;
}
