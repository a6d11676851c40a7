import { Injectable } from '@nestjs/common';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { allOf } from '../commands/all-of.js';
import { GitGateway } from '../commands/git.gateway.js';
import { LfsGuard } from '../lfs/lfs-guard.js';
import type { RepositoryRef } from '../repository-ref.js';
import { describeSubmodules } from '../submodules/changed-submodules.js';
import { type ChangedLink, SubmoduleGuard } from '../submodules/submodule-guard.js';
import { unquoted } from '../commands/quoted-path.js';
import { UnpublishableWork } from './unpublishable-work.js';
import { type ScannedWork, SecretScan } from '../secret-scan/secret-scan.js';
import { LeftConflicts } from '../unfinished/left-conflicts.js';
import { UnfinishedSigns } from '../unfinished/unfinished-signs.js';
import { describeUnfinished } from '../unfinished/unfinished-work.js';

export interface ChangeStatistics {
  readonly commits: number;
  readonly filesChanged: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Files and their changes, as `git diff --stat` draws them: at most 50 files, then the total. */
  readonly diffStat: string;
}

/** Work, and the repository that it is for. */
export interface InspectedWork extends ScannedWork {
  readonly repository: RepositoryRef;
}

/** What differs between two commits. */
interface Comparison {
  /** Links to commits of other repositories that are new or changed: submodules, or clones inside the working tree. */
  readonly links: readonly ChangedLink[];
  /** As git draws it. */
  readonly drawn: string;
}

interface Measurements {
  readonly commits: number;
  /** The id of a file's content; null: none is too large. */
  readonly tooLarge: string | null;
}

/** Reads the difference between two commits in a bare clone, where no configuration of a job applies. */
@Injectable()
export class WorkInspection {
  constructor(
    private readonly git: GitGateway,
    private readonly limits: GitLimits,
    private readonly secrets: SecretScan,
    private readonly conflicts: LeftConflicts,
    private readonly lfs: LfsGuard,
    private readonly submodules: SubmoduleGuard,
  ) {}

  async isAncestor(gitDir: string, ancestor: string, commit: string, signal: AbortSignal): Promise<boolean> {
    if (ancestor === commit) return true;
    try {
      await this.git.run({ args: ['merge-base', '--is-ancestor', ancestor, commit], gitDir, signal });
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return false;
      throw error;
    }
  }

  /** Of files, between two commits or trees. */
  async difference(
    gitDir: string,
    from: string,
    to: string,
    signal: AbortSignal,
  ): Promise<Omit<ChangeStatistics, 'commits'>> {
    return statisticsOf((await this.compare(gitDir, from, to, signal)).drawn);
  }

  /**
   * Reads the commits from `base` to `head`: everything at once, and each thing only once.
   * @throws UnpublishableWork, whose message ends with `consequence`, for work that GitHub would refuse, that nobody could check out,
   * that contains a secret, or that is a merge or the like which was not finished.
   */
  async inspect(work: InspectedWork, consequence: string, signal: AbortSignal): Promise<ChangeStatistics> {
    const { gitDir, base, head } = work;
    const signs = new UnfinishedSigns(head);
    const [compared, measured, exposed, unfit] = await allOf([
      this.compare(gitDir, base, head, signal),
      this.measure(gitDir, base, head, signal),
      this.secrets.find(work, signal, signs),
      this.lfs.problemIn(work, signal),
    ]);
    await this.judgeLinks(work, compared.links, signs.submodules, consequence, signal);
    if (measured.tooLarge !== null) {
      const limit = Math.floor(this.limits.maxFileBytes / 1_048_576);
      const path = await this.pathOf(gitDir, measured.tooLarge, `${base}..${head}`, signal);
      throw new UnpublishableWork(
        `The work contains a file that is larger than ${limit} MB (${inWords(path)}). ${consequence}`,
      );
    }
    if (exposed !== null) {
      const sentence = `The work contains ${inWords(exposed)}. ${consequence}`;
      throw new UnpublishableWork(sentence, { code: 'secret_found' });
    }
    if (unfit !== null) throw new UnpublishableWork(`${unfit.why} ${consequence}`, { code: unfit.code });
    const unfinished = describeUnfinished(signs.recorded, await this.conflicts.markedIn(work, signs.marked, signal));
    if (unfinished !== null)
      throw new UnpublishableWork(`${inWords(unfinished)} ${consequence}`, { code: 'unfinished_merge' });
    return { commits: measured.commits, ...statisticsOf(compared.drawn) };
  }

  private async judgeLinks(
    work: InspectedWork,
    links: readonly ChangedLink[],
    changedInside: readonly string[],
    consequence: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { nested, unpublished } = await this.submodules.judge(work, links, signal);
    if (nested.length > 0) {
      const named = nested.slice(0, 3).map(inWords).join(', ');
      throw new UnpublishableWork(
        `The work contains a git repository inside the repository (${named}). ${consequence}`,
      );
    }
    const changed = [...changedInside, ...unpublished].map(inWords);
    if (changed.length === 0) return;
    throw new UnpublishableWork(`${describeSubmodules(changed)} ${consequence}`, { code: 'submodule_changed' });
  }

  /** Two commits or trees. */
  private async compare(gitDir: string, from: string, to: string, signal: AbortSignal): Promise<Comparison> {
    const options = [
      '--raw',
      '--no-abbrev',
      '--stat=100,60',
      '--stat-count=50',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
    ];
    const lines = (await this.git.run({ args: ['diff', ...options, from, to, '--'], gitDir, signal })).split('\n');
    const links = lines.flatMap((line) => {
      const [, before, sha, path] = /^:(\d+) 160000 [0-9a-f]+ ([0-9a-f]+) [^\t]*\t(?:[^\t]*\t)?(.+)$/.exec(line) ?? [];
      return sha === undefined || path === undefined ? [] : [{ path: unquoted(path), sha, isNew: before !== '160000' }];
    });
    return { links, drawn: lines.filter((line) => !line.startsWith(':')).join('\n') };
  }

  /**
   * Counts the commits and looks for a file that is too large, in every commit and not only in the last: GitHub refuses the push
   * for any of them. Fails if an object is missing.
   */
  private async measure(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<Measurements> {
    const filter = [`--filter=blob:limit=${this.limits.maxFileBytes + 1}`, '--filter-print-omitted'];
    // An empty format makes git tell commits from other objects.
    const args = ['rev-list', '--objects', '--no-object-names', '--format=', ...filter, `${base}..${head}`];
    const listed = await this.git.run({ args, gitDir, signal });
    return {
      commits: listed.match(/^commit /gm)?.length ?? 0,
      tooLarge: /^~([0-9a-f]+)$/m.exec(listed)?.[1] ?? null,
    };
  }

  /** Of a file's content, for people; its id if that is found nowhere. */
  private async pathOf(gitDir: string, blob: string, range: string, signal: AbortSignal): Promise<string> {
    const args = ['log', '--format=', '--raw', '-z', '--no-abbrev', '-m', `--find-object=${blob}`, range];
    const fields = (await this.git.run({ args, gitDir, signal })).split('\0');
    return fields.find((_, index) => (fields[index - 1] ?? '').startsWith(':')) ?? blob;
  }
}

function statisticsOf(drawn: string): Omit<ChangeStatistics, 'commits'> {
  const diffStat = drawn.trimEnd().split('\n').map(inWords).join('\n');
  const total = diffStat.split('\n').at(-1) ?? '';
  const count = (pattern: RegExp): number => Number(pattern.exec(total)?.[1] ?? 0);
  return {
    filesChanged: count(/(\d+) files? changed/),
    insertions: count(/(\d+) insertion/),
    deletions: count(/(\d+) deletion/),
    diffStat,
  };
}

/** File names are untrusted: in a sentence or a log they must not start a new line or change the text direction. */
function inWords(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
