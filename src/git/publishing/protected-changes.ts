import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { BareClones } from '../clones/bare-clones.js';
import type { CollectedWork } from '../collecting/work-collector.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';

/** Commits of which to compare the files. */
export type ComparedWork = Pick<CollectedWork, 'repository' | 'baseSha' | 'headSha'>;

/** Finds what of a job's work is in paths that patterns name, as git itself reads a `.gitignore`. */
@Injectable()
export class ProtectedChanges {
  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /** The changed files, removed ones included, that a pattern names; those of a directory that it names, too. */
  async find(work: ComparedWork, patterns: readonly string[], signal: AbortSignal): Promise<string[]> {
    if (patterns.length === 0 || work.baseSha === work.headSha) return [];
    const gitDir = this.bares.pathOf(work.repository);
    const compare = ['diff-tree', '-r', '--name-only', '--no-renames', '-z', work.baseSha, work.headSha, '--'];
    const names = await this.git.run({ args: compare, gitDir, signal });
    return names === '' ? [] : this.named(names, patterns, gitDir, signal);
  }

  /** A tree without files, so that no other patterns apply; git reads names, not files. */
  private async named(names: string, patterns: readonly string[], gitDir: string, signal: AbortSignal) {
    const folder = await mkdtemp(join(tmpdir(), 'orch-paths-'));
    try {
      const file = join(folder, 'patterns');
      await writeFile(file, patterns.map((pattern) => `${pattern}\n`).join(''));
      const args = [`--work-tree=${folder}`, 'check-ignore', '--no-index', '-z', '--stdin'];
      const config = { 'core.excludesFile': file };
      return listed(await this.git.run({ args, gitDir, cwd: folder, stdin: names, config, signal }));
    } catch (error) {
      // None of them.
      if (error instanceof GitCommandError && error.exitCode === 1) return [];
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function listed(names: string): string[] {
  return names.split('\0').filter((name) => name !== '');
}
