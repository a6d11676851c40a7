import { Injectable } from '@nestjs/common';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';

/** What `.gitmodules` says of a path. Nobody has checked it. */
export interface Declaration {
  readonly name: string;
  /** null: none. */
  readonly url: string | null;
}

/** Where another repository is to be, and at which commit of it. */
export interface SubmoduleLink {
  readonly path: string;
  readonly sha: string;
}

const FIELD = /^submodule\.(.+)\.(path|url)$/s;

/** Reads which submodules a commit has. */
@Injectable()
export class DeclaredSubmodules {
  constructor(private readonly git: GitGateway) {}

  /** By path; null: git cannot read the `.gitmodules` of the commit. */
  async declarations(
    gitDir: string,
    commit: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Declaration> | null> {
    const there = await this.git.run({ args: ['ls-tree', '-z', commit, '--', '.gitmodules'], gitDir, signal });
    if (there === '') return new Map();
    const args = ['config', '--null', '--no-includes', `--blob=${commit}:.gitmodules`, '--list'];
    try {
      return byPath(await this.git.run({ args, gitDir, signal }));
    } catch (error) {
      if (error instanceof GitCommandError && error.end === 'exit') return null;
      throw error;
    }
  }

  async links(gitDir: string, commit: string, signal: AbortSignal): Promise<SubmoduleLink[]> {
    const chunks: Buffer[] = [];
    const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
    for await (const chunk of this.git.stream({ args, gitDir, signal })) chunks.push(chunk);
    return Buffer.concat(chunks)
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const [, sha, path] = /^160000 commit ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
        return sha === undefined || path === undefined ? [] : [{ sha, path }];
      });
  }
}

function byPath(listed: string): Map<string, Declaration> {
  const found = new Map<string, { path?: string; url?: string }>();
  for (const entry of listed.split('\0')) {
    const end = entry.indexOf('\n');
    const [, name, field] = FIELD.exec(end < 0 ? entry : entry.slice(0, end)) ?? [];
    if (name === undefined || field === undefined || end < 0) continue;
    found.set(name, { ...found.get(name), [field]: entry.slice(end + 1) });
  }
  return new Map(
    [...found].flatMap(([name, { path, url }]) => (path === undefined ? [] : [[path, { name, url: url ?? null }]])),
  );
}
