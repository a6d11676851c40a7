import postgres from 'postgres';
import type { ForgePull } from './forge-pull.js';
import { GithubHook, HOOK_SECRET, OTHER_HOOK_SECRET } from './github-hook.js';
import { Rig } from './rig.js';
import { openScratchDatabaseUrl } from './scratch-store.js';
import { says, type Turn, writes } from './scripted-model.turns.js';
import { until } from './until.js';

const TIMEOUT_MS = 20_000;

export interface PullRequestJob {
  readonly id: string;
  readonly pr_state: string | null;
  readonly pr_draft: boolean | null;
  readonly merged_at: string | null;
  readonly pr_number: number;
}

/** A rig with a webhook at GitHub, and with a look into its database. */
export class HookedRig {
  readonly hook: GithubHook;

  private constructor(
    readonly rig: Rig,
    readonly sql: postgres.Sql,
    readonly clientId: string,
    readonly repositoryId: string,
    readonly repository: string,
    private readonly database: { close(): Promise<void> },
  ) {
    this.hook = new GithubHook(() => rig.server, repository, rig.forge.repository(repository).id);
  }

  static async start(repository = 'acme/app'): Promise<HookedRig> {
    const database = await openScratchDatabaseUrl();
    const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
    const env = { DATABASE_URL: database.url, NODE_ID: 'hooked', QUEUE_POLL_INTERVAL: '300ms' };
    const secrets = { GITHUB_WEBHOOK_SECRET: `${OTHER_HOOK_SECRET}, ${HOOK_SECRET}`, WEBHOOK_ALLOW_PRIVATE: 'true' };
    const rig = await Rig.start({ env: { ...env, ...secrets } });
    const { clientId, repositoryId } = await rig.addRepository(repository);
    return new HookedRig(rig, sql, clientId, repositoryId, repository, database);
  }

  async close(): Promise<void> {
    await this.rig.close();
    await this.sql.end();
    await this.database.close();
  }

  /** A job with an open pull request. @param more what its session says when it is taken up again. */
  async opened(marker: string, ...more: Turn[]): Promise<{ job: PullRequestJob; pull: ForgePull }> {
    const { rig, clientId } = this;
    rig.model.script(marker, [writes(`${marker}.txt`), says(`Wrote ${marker}.`), ...more]);
    const job = await rig.run({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` });
    const pull = rig.forge.pulls.find(({ head }) => head === `feature/${marker}`) as ForgePull;
    return { job: job as unknown as PullRequestJob, pull };
  }

  async get(id: string): Promise<PullRequestJob> {
    return (await this.rig.api.get<PullRequestJob>(`/jobs/${id}`)).body;
  }

  /** Deliveries in the store. */
  async stored(): Promise<number> {
    return Number((await this.sql`select count(*) from agent_github_deliveries`)[0]?.['count']);
  }

  /** Resolves once all deliveries are done. */
  async settled(): Promise<void> {
    const open = () => this.sql`select from agent_github_deliveries where due_at is not null`;
    await until(async () => (await open()).length === 0, TIMEOUT_MS);
  }
}
