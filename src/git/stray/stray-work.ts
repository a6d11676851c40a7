import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { BareClones } from '../clones/bare-clones.js';
import { ReceivedPacks } from '../clones/received-packs.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { WorkSnapshot } from '../snapshots/work-snapshot.js';
import type { JobTree } from '../trees/job-tree.js';
import { MAX_STRAY, placeOf, strayRef, strayRefs, type StrayCommit, type StrayTip } from './stray-commit.js';

/** What is in a tree beside its work. */
export interface StraySource {
  readonly tree: JobTree;
  readonly env: Readonly<Record<string, string>>;
  /** The state of the tree, which the clone has already. */
  readonly commit: string;
  readonly tips: readonly StrayTip[];
  /** For a pack on its way. */
  readonly directory: string;
}

/** Commits of a job that are not in its work: on other branches, stashed, or on no branch. The bare clone keeps them as refs of the job. */
@Injectable()
export class StrayWork {
  private readonly logger = new Logger(StrayWork.name);

  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
    private readonly packs: ReceivedPacks,
    private readonly snapshot: WorkSnapshot,
  ) {}

  /** What cannot be kept does not stand in the way of the work: it is told. @throws the signal's reason. */
  async keep(source: StraySource, signal: AbortSignal): Promise<StrayCommit[]> {
    const { tree, tips } = source;
    if (tips.length === 0) return [];
    const received = await this.receive(source, tips.slice(0, MAX_STRAY), signal);
    const refs = new Map(received.map((tip, index) => [tip, strayRef(tree.jobId, tip.place, index + 1)] as const));
    const isKept = await this.tolerantly(tree, signal, () => this.hold(tree, refs, signal));
    const subjects = isKept ? await this.subjects(tree, [...refs.keys()], signal) : new Map<string, string>();
    return tips.map((tip) => ({
      ...tip,
      subject: subjects.get(tip.sha) ?? '',
      ref: isKept ? (refs.get(tip) ?? null) : null,
    }));
  }

  /** What was kept of a job. */
  async list(
    { jobId, repository }: Pick<JobTree, 'jobId' | 'repository'>,
    signal: AbortSignal,
  ): Promise<StrayCommit[]> {
    const format = '--format=%(objectname) %(refname) %(contents:subject)';
    const args = ['for-each-ref', format, '--', strayRefs(jobId)];
    const answer = await this.git.run({ args, gitDir: this.bares.pathOf(repository), signal });
    return answer.split('\n').flatMap((line) => {
      const [, sha = '', ref = '', subject = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
      const place = placeOf(ref);
      return place === null ? [] : [{ sha, place, subject, ref }];
    });
  }

  /** Commits that are part of the work by now, or that were dropped. */
  async forget(
    origin: Pick<JobTree, 'jobId' | 'repository'>,
    gone: readonly StrayCommit[],
    signal: AbortSignal,
  ): Promise<void> {
    const names = gone.flatMap(({ ref }) => ref ?? []);
    if (names.length === 0) return;
    // One that is gone already may be a directory of others now, and git would refuse.
    const here = new Set((await this.list(origin, signal)).map(({ ref }) => ref));
    const left = names.filter((name) => here.has(name));
    if (left.length > 0) await this.bares.deleteRefs(origin.repository, left, signal);
  }

  /** Together, or one by one if one of them is too large or not sound. @returns those that are in the clone now. */
  private async receive(source: StraySource, tips: readonly StrayTip[], signal: AbortSignal): Promise<StrayTip[]> {
    const { tree, env, commit, directory } = source;
    const pack = join(directory, 'stray.pack');
    const shas = tips.map(({ sha }) => sha);
    const isReceived = await this.tolerantly(tree, signal, async () => {
      await rm(pack, { force: true });
      await this.snapshot.packOf(tree, env, { shas, without: commit }, pack, signal);
      await this.packs.receive(this.bares.pathOf(tree.repository), pack, signal);
    });
    if (isReceived) return [...tips];
    const received: StrayTip[] = [];
    for (const tip of tips.length > 1 ? tips : []) received.push(...(await this.receive(source, [tip], signal)));
    return received;
  }

  private async hold(tree: JobTree, refs: ReadonlyMap<StrayTip, string>, signal: AbortSignal): Promise<void> {
    const lines = new Map([...refs].map(([{ sha }, ref]) => [ref, `update ${ref} ${sha}\n`]));
    const stdin = [...lines.values()].join('');
    const update = (): Promise<unknown> =>
      this.bares.exclusively(tree.repository, signal, (gitDir) =>
        this.git.run({ args: ['update-ref', '--stdin'], gitDir, stdin, signal }),
      );
    await update().catch(async (error: unknown) => {
      if (!(error instanceof GitCommandError)) throw error;
      // A branch "a" that became "a/b": both cannot be there.
      await this.forget(tree, await this.list(tree, signal), signal);
      await update();
    });
  }

  private async subjects(tree: JobTree, tips: readonly StrayTip[], signal: AbortSignal): Promise<Map<string, string>> {
    if (tips.length === 0) return new Map();
    const args = ['log', '--no-walk=unsorted', '--format=%H %s', ...tips.map(({ sha }) => sha), '--'];
    const lines = await this.git.run({ args, gitDir: this.bares.pathOf(tree.repository), signal });
    return new Map(lines.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
  }

  private async tolerantly(tree: JobTree, signal: AbortSignal, task: () => Promise<unknown>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof JobFailure) && !(error instanceof GitCommandError)) throw error;
      this.logger.warn(`job ${tree.jobId}: commits beside its work cannot be kept: ${error.message}`);
      return false;
    }
  }
}
