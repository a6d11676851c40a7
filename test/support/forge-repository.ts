import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
let nextId = 1_001;

export interface RepositoryOptions {
  /** Content by path; none: an empty repository without a commit. */
  readonly files?: Readonly<Record<string, string>>;
  /** Targets of symbolic links by path, beside the files. */
  readonly links?: Readonly<Record<string, string>>;
  readonly defaultBranch?: string;
  /** Default true: reading needs the token, too. */
  readonly private?: boolean;
  /** Default true; false as on GitHub's free plan for private repositories. */
  readonly drafts?: boolean;
  /** Default: one that no other has. */
  readonly id?: number;
}

export interface ForgeCommit {
  readonly sha: string;
  readonly message: string;
  readonly author: string;
  readonly parents: readonly string[];
}

/** A bare repository of the test forge, with the conveniences that tests need. */
export class ForgeRepository {
  defaultBranch: string;
  /** Those that GitHub protects. It refuses no push to them here, as for a token that may bypass the rules. */
  readonly protectedBranches = new Set<string>();
  readonly private: boolean;
  readonly drafts: boolean;

  /** Stays, whatever name it gets. */
  readonly id: number;

  private constructor(
    public fullName: string,
    public path: string,
    options: RepositoryOptions,
  ) {
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.private = options.private ?? true;
    this.drafts = options.drafts ?? true;
    this.id = options.id ?? nextId++;
  }

  static async create(root: string, fullName: string, options: RepositoryOptions): Promise<ForgeRepository> {
    const repository = new ForgeRepository(fullName, join(root, `${fullName}.git`), options);
    await mkdir(dirname(repository.path), { recursive: true });
    await git(root, 'init', '--quiet', '--bare', `--initial-branch=${repository.defaultBranch}`, repository.path);
    await repository.git('config', 'http.receivepack', 'true');
    await repository.git('config', 'gc.auto', '0');
    if (options.files)
      await repository.commit(repository.defaultBranch, options.files, 'Initial commit', options.links);
    return repository;
  }

  /** @param root of all repositories. */
  async rename(root: string, fullName: string): Promise<void> {
    const path = join(root, `${fullName}.git`);
    await mkdir(dirname(path), { recursive: true });
    await rename(this.path, path);
    Object.assign(this, { fullName, path });
  }

  /** Adds a commit to a branch as a person elsewhere would; a new branch starts from the default branch. Returns its id. */
  async commit(
    branch: string,
    files: Readonly<Record<string, string | null>>,
    message: string,
    links: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'forge-commit-'));
    try {
      await git(folder, 'clone', '--quiet', this.path, '.');
      const tip = (await this.tip(branch)) ?? (await this.tip(this.defaultBranch));
      await git(folder, 'checkout', '--quiet', ...(tip ? ['-B', branch, tip] : ['--orphan', branch]));
      for (const [path, content] of Object.entries(files)) {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await (content === null ? rm(file) : writeFile(file, content));
      }
      for (const [path, target] of Object.entries(links)) await symlink(target, join(folder, path));
      await git(folder, 'add', '--all');
      await git(folder, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
      await git(folder, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return (await this.tip(branch)) ?? '';
  }

  /** Merges a branch into another as a person would, at the press of a button. Returns the new tip. */
  async merge(base: string, head: string, how: 'merge' | 'squash'): Promise<string> {
    const ends = [`refs/heads/${base}`, `refs/heads/${head}`] as const;
    const tree = (await this.git('merge-tree', '--write-tree', ...ends)).split('\n')[0] ?? '';
    const parents = how === 'merge' ? ends : ends.slice(0, 1);
    const message = `Merge ${head}`;
    const sha = await this.git('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
    await this.git('update-ref', ends[0], sha);
    return sha;
  }

  /** As an administrator would change it. */
  async changeDefaultBranch(branch: string): Promise<void> {
    await this.git('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    this.defaultBranch = branch;
  }

  /** Gives the newest commit of the default branch many more names: branches `many/…` and tags. */
  async addManyRefs(branches: number, tags: number): Promise<void> {
    const sha = (await this.tip(this.defaultBranch)) ?? '';
    await this.git('pack-refs', '--all');
    const names = [
      ...Array.from({ length: branches }, (_, index) => `refs/heads/many/${index}`),
      ...Array.from({ length: tags }, (_, index) => `refs/tags/v${index}`),
      `refs/heads/${this.defaultBranch}`,
    ];
    // Without a head, git expects no order.
    await writeFile(join(this.path, 'packed-refs'), names.map((name) => `${sha} ${name}\n`).join(''));
  }

  async tip(branch: string): Promise<string | null> {
    return this.git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).catch(() => null);
  }

  async branches(): Promise<string[]> {
    const names = await this.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/');
    return names.split('\n').filter(Boolean);
  }

  /** Full names of the refs below a prefix such as `refs/heads/`. */
  async refs(prefix: string): Promise<string[]> {
    return (await this.git('for-each-ref', '--format=%(refname)', prefix)).split('\n').filter(Boolean);
  }

  /** Newest first. */
  async commits(branch: string): Promise<ForgeCommit[]> {
    const format = '--format=%H%x1f%P%x1f%an <%ae>%x1f%B%x1e';
    const log = await this.git('log', format, `refs/heads/${branch}`);
    const entries = log.split('\x1e').map((entry) => entry.trim().split('\x1f'));
    return entries
      .filter((fields) => fields.length === 4)
      .map(([sha = '', parents = '', author = '', message = '']) => {
        return { sha, author, message: message.trim(), parents: parents.split(' ').filter(Boolean) };
      });
  }

  /** null: the branch has no such file. */
  async file(branch: string, path: string): Promise<string | null> {
    const spec = `refs/heads/${branch}:${path}`;
    return run('git', ['cat-file', 'blob', spec], { cwd: this.path, env: ENVIRONMENT }).then(
      ({ stdout }) => stdout,
      () => null,
    );
  }

  async hasCommitsBetween(base: string, head: string): Promise<boolean> {
    return (await this.git('rev-list', '--count', `refs/heads/${base}..refs/heads/${head}`)) !== '0';
  }

  /** What a branch has that another lacks, as git shows it. */
  async diff(base: string, head: string): Promise<string> {
    return `${await this.git('diff', `refs/heads/${base}...refs/heads/${head}`)}\n`;
  }

  /** Refuses pushes with these lines, as GitHub's own hooks do; null accepts them again. */
  async refusePushes(lines: readonly string[] | null): Promise<void> {
    const hook = join(this.path, 'hooks', 'pre-receive');
    if (lines === null) return rm(hook, { force: true });
    const quoted = lines.map((line) => `printf '%s\\n' '${line.replaceAll("'", "'\\''")}' >&2`);
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ncat >/dev/null\n${quoted.join('\n')}\nexit 1\n`, { mode: 0o755 });
  }

  async git(...args: string[]): Promise<string> {
    return git(this.path, ...args);
  }
}

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Somebody Else',
  GIT_AUTHOR_EMAIL: 'somebody@example.test',
  GIT_COMMITTER_NAME: 'Somebody Else',
  GIT_COMMITTER_EMAIL: 'somebody@example.test',
};

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd, env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}
