import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobBody } from './api-client.js';
import { Forge } from './forge.js';
import type { RepositoryOptions } from './forge-repository.js';
import { processesNaming } from './leaks.js';
import { ScriptedModel } from './scripted-model.js';
import { RunningServer } from './server.js';
import { Leftovers } from './supabase/run/leftovers.js';
import { TestRun } from './supabase/run/test-run.js';

export interface RigOptions {
  /** Variables of the server beyond those that lead it to the forge and the model. */
  readonly env?: Readonly<Record<string, string>>;
  /** The token that the forge takes, and that the server gets if `env` names no other; default: one that looks like GitHub's. */
  readonly forgeToken?: string;
  /** Prepares the forge before the server starts, and answers variables for it. */
  readonly prepare?: (forge: Forge) => Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
  /** See `ServerOptions`. */
  readonly program?: string;
  /** See `ServerOptions`. */
  readonly makesDatabase?: boolean;
  /** What stands before the server on its command line, given the folder of the rig; see `RunningServer`. */
  readonly through?: (folder: string) => Promise<readonly string[]>;
  /** See `ServerOptions`. */
  readonly node?: string;
}

export interface RegisteredRepository {
  readonly clientId: string;
  readonly repositoryId: string;
  readonly fullName: string;
}

/** The whole product on loopback: the built server, a forge, a scripted model, and the real CLI between them. */
export class Rig {
  private readonly nodes: RunningServer[] = [];

  private constructor(
    readonly folder: string,
    readonly forge: Forge,
    readonly model: ScriptedModel,
    private running: RunningServer,
    private readonly options: RigOptions,
  ) {}

  static async start(given: RigOptions = {}): Promise<Rig> {
    const folder = await mkdtemp(join(tmpdir(), 'orch-'));
    const [forge, model] = await Promise.all([Forge.start(given.forgeToken), ScriptedModel.start()]);
    const options = { ...given, env: { ...given.prepare?.(forge), ...given.env } };
    try {
      return new Rig(folder, forge, model, await startServer(folder, forge, model, options), options);
    } catch (error) {
      await Promise.all([model.close(), forge.close()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
  }

  get server(): RunningServer {
    return this.running;
  }

  get api() {
    return this.running.api;
  }

  /** Starts the server again on the same folder, after it was stopped or killed. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const options = { ...this.options, env: { ...this.options.env, ...env } };
    this.running = await startServer(this.folder, this.forge, this.model, options);
  }

  /** One more server, with folders of its own; all share one database only if `DATABASE_URL` says so. Ended with the rig. */
  async startNode(env: Readonly<Record<string, string>>): Promise<RunningServer> {
    const folder = await mkdtemp(join(this.folder, 'node-'));
    const options = { ...this.options, env: { ...this.options.env, ...env } };
    const node = await startServer(folder, this.forge, this.model, options);
    this.nodes.push(node);
    return node;
  }

  /** A repository at the forge that a new client owns. */
  async addRepository(
    fullName = 'acme/app',
    options: RepositoryOptions = { files: { 'README.md': '# App\n' } },
    defaultBranch = options.defaultBranch ?? 'main',
  ): Promise<RegisteredRepository> {
    await this.forge.addRepository(fullName, options);
    return this.register(fullName, defaultBranch);
  }

  /** Makes a repository known to the server, whether or not the forge has it. */
  async register(fullName: string, defaultBranch = 'main'): Promise<RegisteredRepository> {
    const [githubOrg, githubRepo] = fullName.split('/');
    const name = `Client of ${fullName}`;
    const client = await this.api.post<{ id: string }>('/clients', {
      name: TestRun.current()?.clientName(name) ?? name,
    });
    const repository = await this.api.post<{ id: string }>(`/clients/${client.body.id}/repository`, {
      githubOrg,
      githubRepo,
      defaultBranch,
    });
    return { clientId: client.body.id, repositoryId: repository.body.id, fullName };
  }

  /** Queues a job and answers its id. */
  queue(body: Readonly<Record<string, unknown>>): Promise<string> {
    return this.queueThrough(this.running, body);
  }

  /** The same, asking this server. */
  async queueThrough({ api }: RunningServer, body: Readonly<Record<string, unknown>>): Promise<string> {
    const { status, body: answer } = await api.post<{ id: string; error?: string }>('/jobs', body);
    if (status !== 201) throw new Error(`the job was refused: ${answer.error}`);
    return answer.id;
  }

  /** Queues a job and waits for its end. */
  async run(body: Readonly<Record<string, unknown>>, timeoutMs?: number): Promise<JobBody> {
    return this.api.waitForEnd(await this.queue(body), timeoutMs);
  }

  /** Ends everything. @throws Error when a process of the server or of a job is left, or a server could not end well. */
  async close(): Promise<void> {
    const ends = await Promise.allSettled([this.running, ...this.nodes].map((server) => server.stop()));
    const left = await processesNaming(this.folder);
    await Promise.all([this.model.close(), this.forge.close()]);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    // The next suite on the project has another forge and another model: it must find no job of this one.
    const run = TestRun.current();
    if (run) await new Leftovers(run).remove();
    if (left.length > 0) throw new Error(`processes were left behind:\n${left.join('\n')}`);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

async function startServer(
  folder: string,
  forge: Forge,
  model: ScriptedModel,
  options: RigOptions,
): Promise<RunningServer> {
  return RunningServer.start({
    folder,
    makesDatabase: options.makesDatabase ?? false,
    through: (await options.through?.(folder)) ?? [],
    ...(options.program ? { program: options.program } : {}),
    ...(options.onLine ? { onLine: options.onLine } : {}),
    ...(options.node ? { node: options.node } : {}),
    env: {
      GITHUB_TOKEN: forge.token,
      GITHUB_API_URL: forge.apiUrl,
      GITHUB_SERVER_URL: forge.serverUrl,
      CLAUDE_MAX_RETRIES: '1',
      ...model.variables,
      ...options.env,
    },
  });
}
