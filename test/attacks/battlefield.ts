import { chmod, chown, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Forge } from '../support/forge.js';
import { processesNaming } from '../support/leaks.js';
import { type RegisteredRepository, Rig } from '../support/rig.js';
import { until } from '../support/until.js';
import { hangs } from '../support/scripted-model.turns.js';
import { Canaries, type Place } from './canaries.js';
import { Listener } from './listener.js';
import { lookAround, type Surroundings } from './surroundings.js';
import { settingsOf, type Wall } from './walls.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const VICTIM = 'the victim waits';
/** All that fits: shorter names are filled up by the older Node.js that an attacker may run, and not by ours. */
const ABSTRACT_NAME_LENGTH = 107;

export interface BattlefieldOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A server behind a wall with something to steal in every place: its environment and files, its database, and another
 * client with a clone and a job that runs. The attacker knows all of it by name, and has a host of their own on loopback.
 */
export class Battlefield {
  /** For the scripts of attackers. */
  variables: Readonly<Record<string, string>> = {};
  private readonly abstract: Server = createServer((socket) => socket.end());
  private readonly ownPaths = new Set<string>();

  private constructor(
    readonly rig: Rig,
    readonly canaries: Canaries,
    readonly evil: Listener,
  ) {}

  static async build(wall: Wall, { env = {} }: BattlefieldOptions = {}): Promise<Battlefield> {
    const canaries = new Canaries();
    const [evil, rig] = await Promise.all([
      Listener.start(),
      Rig.start({
        through: passable,
        forgeToken: canaries.of('GITHUB_TOKEN'),
        prepare: (forge) => ({ ...canaries.environment, ...credentialsKnownTo(forge, canaries) }),
        env: {
          ...settingsOf(wall),
          OPERATOR_NOTE: canaries.of('environment of the server'),
          MAX_CONCURRENT_JOBS: '6',
          ...env,
        },
      }),
    ]);
    const field = new Battlefield(rig, canaries, evil);
    try {
      await field.plant();
      return field;
    } catch (error) {
      await field.close();
      throw error;
    }
  }

  private async plant(): Promise<void> {
    const name = `attack-${process.pid}-${Date.now()}`.padEnd(ABSTRACT_NAME_LENGTH, '-');
    this.abstract.listen(`\0${name}`);
    await plantFiles(this.rig, this.canaries);
    const victim = await plantVictim(this.rig, this.canaries);
    for (const part of ['claude', 'tmp']) this.ownPaths.add(`data/jobs/${victim.OTHER_JOB}/${part}`);
    const socket = join(this.rig.server.path.data, 'postgres', 'socket', '.s.PGSQL.5432');
    this.variables = { ...variablesOf(this.rig, this.evil), ...victim, ABSTRACT: name, SOCKET: socket };
  }

  /** A repository of the attacker's client at the forge: it is cloned, and what is fetched and collected there is its own business. */
  async addAttackersRepository(fullName: string): Promise<RegisteredRepository> {
    const repository = await this.rig.register(fullName);
    await this.rig.api.post(`/repos/${repository.repositoryId}/clone`);
    const parts = ['objects', 'refs', 'packed-refs', 'FETCH_HEAD', 'logs'];
    for (const part of parts) this.ownPaths.add(`repos/${fullName}.git/${part}`);
    return repository;
  }

  /** Says that a job is the attacker's. */
  ownJob(jobId: string): void {
    for (const path of [`data/jobs/${jobId}`, `worktrees/${jobId}`, `worktrees/${jobId}.json`]) this.ownPaths.add(path);
  }

  /** Everything in the folders of the server but what is the attackers' own, the database's, or in passing. */
  lookAround(): Promise<Surroundings> {
    // The server keeps the sessions of jobs that have ended, which repository a clone is of, and the content of LFS.
    const alive = /^data\/(?:postgres|jobs\/claude-probe|sessions)(?:\/|$)|^repos\/\.incoming|\.lock$/;
    const kept = /^repos\/[^/]+\/[^/]+\.git\/(?:github-id$|lfs(?:\/|$))/;
    return lookAround(this.rig.folder, (path) => this.ownPaths.has(path) || alive.test(path) || kept.test(path));
  }

  /** Resolves when the server says that all is well. A busy machine may need a second look. @throws Error otherwise. */
  async assertWell(): Promise<void> {
    const { api, server } = this.rig;
    let health: { readonly status?: string } = {};
    await until(async () => {
      ({ body: health } = await api.get<{ status: string }>('/health'));
      return health.status === 'ok';
    }, 30_000).catch((error: unknown) => {
      throw new Error(`the server is not well: ${JSON.stringify(health)}`, { cause: error });
    });
    if ((await api.get('/queue')).status !== 200 || server.child.exitCode !== null)
      throw new Error('the server is not well');
  }

  async close(): Promise<void> {
    this.abstract.close();
    await this.evil.close();
    await this.rig.close();
  }
}

/** Another owner's token, and a GitHub App that nobody has installed: a server with one that the forge refuses would not be well. */
function credentialsKnownTo(forge: Forge, canaries: Canaries): Record<string, string> {
  forge.callers.owners.set(canaries.of('GITHUB_TOKENS'), 'somebody-else');
  const { id, privateKey } = forge.addApp('nowhere-installed');
  return {
    GITHUB_APP_ID: String(id),
    GITHUB_APP_PRIVATE_KEY: `${canaries.of('GITHUB_APP_PRIVATE_KEY')}\n${privateKey}`,
  };
}

/** A job that is a user of its own reaches its tree through this folder. */
async function passable(folder: string): Promise<readonly string[]> {
  await chmod(folder, 0o711);
  return [];
}

async function plantFiles(rig: Rig, canaries: Canaries): Promise<void> {
  const files: readonly (readonly [string, Place])[] = [
    ['.env', '.env of the server'],
    ['.netrc', 'home of the server'],
    ['data/canary.txt', 'DATA_DIR'],
  ];
  for (const [path, place] of files) {
    await writeFile(join(rig.folder, path), `machine x login y password ${canaries.of(place)}\n`, { mode: 0o600 });
  }
  await rig.api.post('/clients', { name: canaries.of('database') });
}

/** Another client with a private repository that was cloned, and a job that is at work. */
async function plantVictim(rig: Rig, canaries: Canaries) {
  const secret = canaries.of("another client's clone");
  const victim = await rig.addRepository('vault/secret', { files: { 'secret.txt': `${secret}\n` } });
  rig.model.script(VICTIM, [hangs()]);
  const job = await rig.queue({ clientId: victim.clientId, prompt: VICTIM, branchName: 'feature/victim' });
  await rig.model.whenRequested(VICTIM);
  const tree = join(rig.server.path.worktrees, job);
  const home = join(rig.server.path.data, 'jobs', job, 'home');
  await writeAs(tree, 'canary.txt', canaries.of("another client's working tree"));
  await writeAs(home, 'canary.txt', canaries.of("another client's job folders"));
  const processes = (await processesNaming(job)).map((line) => line.split(' ', 1)[0] ?? '');
  return {
    OTHER_JOB: job,
    OTHER_TREE: tree,
    OTHER_CLONE: join(rig.server.path.repos, 'vault/secret.git'),
    OTHER_COMMIT: (await rig.forge.repository('vault/secret').tip('main')) ?? '',
    OTHER_PROCESS: processes.at(-1) ?? '',
  };
}

/** A file that belongs to whoever owns its folder, as if a process of the job had written it. */
async function writeAs(folder: string, name: string, text: string): Promise<void> {
  const { uid, gid } = await stat(folder);
  await writeFile(join(folder, name), `${text}\n`, { mode: 0o644 });
  await chown(join(folder, name), uid, gid);
}

function variablesOf(rig: Rig, evil: Listener): Record<string, string> {
  const { data, repos, worktrees } = rig.server.path;
  return {
    HOME_OF_SERVER: rig.folder,
    DATA: data,
    WORKTREES: worktrees,
    CLONE: join(repos, 'acme/app.git'),
    SERVER: String(rig.server.child.pid),
    CHECKOUT,
    API: rig.api.url,
    FORGE: rig.forge.serverUrl,
    EVIL: evil.url,
    EVIL_HOST: evil.url.slice('http://'.length),
    PLANTED: `/usr/local/bin/planted-${process.pid}`,
    LONG: `6${String(process.pid).padStart(7, '0')}`,
  };
}
