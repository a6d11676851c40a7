import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Forge } from '../support/forge.js';
import { ScriptedModel } from '../support/scripted-model.js';
import { Board } from './board.js';
import { Caller } from './caller.js';
import { type ChaosDatabase, embeddedDatabase, openSharedDatabase } from './chaos-database.js';
import { ChaosModel } from './chaos-model.js';
import { ChaosNode } from './chaos-node.js';
import { Drain } from './drain.js';
import type { Evidence, JobEvidence } from './evidence.js';
import { gatherBranches, gatherJob } from './gather.js';
import { Injector } from './injector.js';
import { leftByJobs, leftByServers } from './leftovers.js';
import { Load } from './load.js';
import type { RoundPlan } from './plan.js';
import { Pace } from './pace.js';
import { ProcessWatch } from './process-watch.js';
import { Random } from './random.js';
import { Receivers } from './receivers.js';

/** Jobs that run at one time, all nodes together. */
const PLACES = 6;
/** What the jobs may take after the faults, in milliseconds: all together, and each. Both times the pace. */
const DRAIN_MS = 60_000;
const DRAIN_PER_JOB_MS = 6_000;

/** One course of faults over one set of servers. */
export class Round {
  private readonly startedAt = performance.now();
  private readonly over = new AbortController();
  private readonly pace = new Pace();
  private readonly name = `chaos-${randomBytes(4).toString('hex')}`;
  private readonly now = (): number => Math.round(performance.now() - this.startedAt);

  private constructor(
    private readonly plan: RoundPlan,
    private readonly folder: string,
    private readonly forge: Forge,
    private readonly scripted: ScriptedModel,
  ) {}

  /** Runs a plan to its end and tells what came of it. Leaves nothing behind that it started. */
  static async run(plan: RoundPlan, tell: (line: string) => void): Promise<Evidence> {
    const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
    const [forge, scripted] = await Promise.all([Forge.start(), ScriptedModel.start()]);
    try {
      return await new Round(plan, folder, forge, scripted).take(tell);
    } finally {
      await Promise.all([scripted.close(), forge.close()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  private async take(tell: (line: string) => void): Promise<Evidence> {
    const { plan, now } = this;
    const database = plan.nodes === 1 ? embeddedDatabase(this.folderOf(1)) : await openSharedDatabase();
    const nodes = Array.from({ length: plan.nodes }, (_, index) => this.node(index + 1, database));
    const model = new ChaosModel(this.scripted, now);
    const watch = new ProcessWatch(new Set(nodes.map(({ name }) => name)), now);
    const caller = new Caller(nodes, new Random(plan.seed), now, this.over.signal, this.pace);
    const board = new Board(caller);
    const receivers = await Receivers.start(now);
    const injector = new Injector({ nodes, database, forge: this.forge, model, receivers }, now);
    try {
      await Promise.all(nodes.map(({ folder }) => mkdir(folder)));
      await Promise.all(nodes.map((node) => node.boot()));
      const repositories = await this.repositories();
      await receivers.subscribe(caller);
      const load = new Load(caller, board, await this.clients(caller, repositories), now);
      const watching = board.watch().catch(() => undefined);
      await this.pace.measure();
      void this.pace.watch(this.over.signal).catch(() => undefined);
      const drainMs = (DRAIN_MS + plan.jobs.length * DRAIN_PER_JOB_MS) * this.pace.factor;
      tell(
        `${plan.nodes} node(s) up after ${now()} ms; ${plan.jobs.length} jobs, ${plan.faults.length} faults to come`,
      );
      tell(
        `${inSeconds(plan.faultMs)} of faults, then at most ${inSeconds(drainMs)} for the rest; the machine is ${this.pace.factor} times as slow as a quiet one`,
      );
      const begun = now();
      const shifted = <T extends { readonly atMs: number }>(one: T): T => ({ ...one, atMs: one.atMs + begun });
      const working = load.run(plan.jobs.map(shifted));
      await injector.run(plan.faults.map(shifted));
      tell(`faults are over after ${now()} ms`);
      const ending = await new Drain(board, this.pace, now, this.over.signal).run(working, drainMs, tell);
      tell(
        ending === 'drained'
          ? `all jobs have ended after ${now()} ms`
          : `not all jobs have ended after ${now()} ms (${ending}); open: ${board.open.join(', ')}`,
      );
      await receivers.flush(caller, this.pace.factor);
      board.close();
      await watching;
      const jobs: JobEvidence[] = [];
      for (const requested of load.requested) jobs.push(await gatherJob(caller, requested));
      const kept = new Set(jobs.flatMap(({ id, state }) => (state?.status === 'completed' ? [] : [id])));
      // What a node has of jobs that have ended elsewhere it removes each hour; an hour is too long here.
      await Promise.all(nodes.flatMap(({ api }) => api?.post('/admin/housekeeping') ?? []));
      const left = ending === 'drained' ? await leftByJobs(nodes, kept) : [];
      watch.stop();
      const branches = await gatherBranches(this.forge, repositories);
      await Promise.all(nodes.map((node) => node.close()));
      return {
        plan,
        jobs,
        calls: model.calls,
        sightings: watch.sightings,
        processes: watch.processes,
        absences: [...nodes.flatMap(({ absences }) => absences), ...injector.outages],
        faults: injector.records,
        branches,
        exits: nodes.flatMap(({ exits }) => exits),
        refusals: caller.refusals,
        told: receivers.told,
        forgeries: receivers.forgeries,
        log: nodes.flatMap(({ log }) => log),
        leftovers: [...left, ...(await leftByServers(nodes))],
        durationMs: now(),
        pace: this.pace.factor,
        ending,
      };
    } finally {
      watch.stop();
      board.close();
      this.over.abort(new Error('the round is over'));
      await Promise.all(nodes.map((node) => node.close()));
      await receivers.close();
      await database.close();
    }
  }

  private folderOf(number: number): string {
    return join(this.folder, `node-${number}`);
  }

  private node(number: number, database: ChaosDatabase): ChaosNode {
    const { plan, forge, scripted } = this;
    return new ChaosNode({
      // Unique on the machine: a server ends the processes that bear its name.
      name: `${this.name}-${number}`,
      folder: this.folderOf(number),
      now: this.now,
      env: {
        ...database.env,
        ...scripted.variables,
        GITHUB_TOKEN: forge.token,
        GITHUB_API_URL: forge.apiUrl,
        GITHUB_SERVER_URL: forge.serverUrl,
        MAX_CONCURRENT_JOBS: String(Math.ceil(PLACES / plan.nodes)),
        LEASE_SECONDS: String(plan.leaseMs / 1_000),
        WEBHOOK_ALLOW_PRIVATE: 'true',
        MAX_ATTEMPTS: '6',
        CLAUDE_MAX_RETRIES: '3',
        JOB_IDLE_TIMEOUT: '20s',
        TASK_PARK_AFTER: '2s',
        SHUTDOWN_GRACE: '3s',
        OVERLOAD_BACKOFF: '2s',
        FORGE_BACKOFF: '2s',
      },
    });
  }

  private async repositories(): Promise<string[]> {
    const names = Array.from({ length: this.plan.repositories }, (_, index) => `acme/app-${index + 1}`);
    for (const name of names) await this.forge.addRepository(name, { files: { 'README.md': '# App\n' } });
    return names;
  }

  private async clients(caller: Caller, repositories: readonly string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const name of repositories) {
      const [githubOrg, githubRepo] = name.split('/');
      const client = await caller.ask<{ id: string }>('POST', '/clients', { name: `Client of ${name}` });
      await caller.ask('POST', `/clients/${client.body.id}/repository`, {
        githubOrg,
        githubRepo,
        defaultBranch: 'main',
      });
      ids.push(client.body.id);
    }
    return ids;
  }
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
