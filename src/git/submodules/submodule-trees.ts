import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { BareClones } from '../clones/bare-clones.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { toGitFailure } from '../commands/git-failure.js';
import { ForgeAway } from '../forge-away.js';
import { fullName, type RepositoryRef } from '../repository-ref.js';
import { TreeClones } from '../trees/tree-clones.js';
import { TreeFiles } from '../trees/tree-files.js';
import { type Declaration, DeclaredSubmodules, type SubmoduleLink } from './declared-submodules.js';
import { addressOf } from './submodule-address.js';
import { SubmoduleCommits } from './submodule-commits.js';
import { isEmptyPlace, isSafe } from './submodule-places.js';
import { SubmoduleReport } from './submodule-report.js';

const MAX_DEPTH = 5;
const MAX_COUNT = 50;

/** A tree whose files are there, and whose submodules are not. */
export interface ParentTree {
  readonly path: string;
  readonly gitDir: string;
  readonly repository: RepositoryRef;
  readonly commit: string;
}

interface Parent extends ParentTree {
  /** Of its submodules' paths, for readers; empty or with a slash at the end. */
  readonly prefix: string;
  readonly depth: number;
}

/**
 * Fetches submodules as repositories are fetched, and puts them into a new tree at the commits that are recorded. What cannot be had
 * stays an empty directory, and is told.
 */
@Injectable()
export class SubmoduleTrees {
  constructor(
    private readonly env: Env,
    private readonly declared: DeclaredSubmodules,
    private readonly commits: SubmoduleCommits,
    private readonly bares: BareClones,
    private readonly clones: TreeClones,
    private readonly files: TreeFiles,
  ) {}

  /** @throws ForgeAway when the forge cannot be used now. */
  async putInto(tree: ParentTree, signal: AbortSignal): Promise<SubmoduleReport> {
    const report = new SubmoduleReport();
    const parents: Parent[] = [{ ...tree, prefix: '', depth: 1 }];
    for (let parent = parents.shift(); parent; parent = parents.shift()) {
      parents.push(...(await this.fillOne(parent, report, signal)));
    }
    return report;
  }

  private async fillOne(parent: Parent, report: SubmoduleReport, signal: AbortSignal): Promise<Parent[]> {
    const gitDir = this.bares.pathOf(parent.repository);
    const declarations = await this.declared.declarations(gitDir, parent.commit, signal);
    if (declarations?.size === 0) return [];
    const links = await this.declared.links(gitDir, parent.commit, signal);
    const taken = new Set<string>();
    const filled: Parent[] = [];
    for (const link of links) {
      const shown = `${parent.prefix}${link.path}`;
      const answer = await this.fillLink(parent, link, declarations, taken, report, signal);
      if (typeof answer === 'string') report.left(shown, answer);
      else filled.push({ ...answer, prefix: `${shown}/`, depth: parent.depth + 1 });
    }
    return filled;
  }

  /** The submodule as a tree, or why there is none. */
  private async fillLink(
    parent: Parent,
    link: SubmoduleLink,
    declarations: ReadonlyMap<string, Declaration> | null,
    taken: Set<string>,
    report: SubmoduleReport,
    signal: AbortSignal,
  ): Promise<ParentTree | string> {
    if (declarations === null) return 'git cannot read the file .gitmodules';
    const declaration = declarations.get(link.path);
    if (!declaration || declaration.url === null) return 'the file .gitmodules has no address for it';
    if (!isSafe(link.path, declaration, taken)) return 'its path or its name is not a usual one';
    const repository = this.repositoryOf(declaration.url, parent.repository);
    if (typeof repository === 'string') return repository;
    if (parent.depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} deep`;
    if (report.fetched.length >= MAX_COUNT) return `there are more than ${MAX_COUNT}`;
    if (!(await isEmptyPlace(parent.path, link.path))) return 'something else is in its place';
    const why = await this.unfetchable(repository, link.sha, signal);
    if (why !== null) return why;
    taken.add(declaration.name);
    const tree = {
      path: join(parent.path, link.path),
      gitDir: join(parent.gitDir, 'modules', declaration.name),
      repository,
      commit: link.sha,
    };
    await this.make(parent, tree, declaration, report, signal);
    return tree;
  }

  /** Where to fetch from, or why not. */
  private repositoryOf(url: string, parent: RepositoryRef): RepositoryRef | string {
    if (parent.submodules === false) return 'submodules are switched off for the repository';
    const address = addressOf(url, parent, this.env.GITHUB_SERVER_URL);
    if (address.kind === 'unusable') return 'its address is not one from which the server fetches';
    if (address.kind === 'elsewhere') return 'it is at another host, and the server fetches from its own forge only';
    const { repository } = address;
    const isOwn = repository.owner.toLowerCase() === parent.owner.toLowerCase();
    if (isOwn || parent.submodules === true) return repository;
    return `${fullName(repository)} has another owner (PATCH /repos/:id with "submodules": true allows it)`;
  }

  private async unfetchable(repository: RepositoryRef, sha: string, signal: AbortSignal): Promise<string | null> {
    try {
      await this.commits.bring(repository, sha, signal);
      return null;
    } catch (error) {
      signal.throwIfAborted();
      const told = toGitFailure(error, this.bares.context('fetch', repository));
      if (!(told instanceof JobFailure) || told instanceof ForgeAway) throw told;
      return told.message.replace(/\.$/, '');
    }
  }

  private async make(
    parent: Parent,
    tree: ParentTree,
    { name }: Declaration,
    report: SubmoduleReport,
    signal: AbortSignal,
  ): Promise<void> {
    await mkdir(dirname(tree.gitDir), { recursive: true });
    await this.clones.make(tree.gitDir, this.bares.pathOf(tree.repository), tree.path);
    await writeFile(join(tree.path, '.git'), `gitdir: ${relative(tree.path, tree.gitDir)}\n`);
    await appendFile(join(parent.gitDir, 'config'), `[submodule "${name}"]\n\tactive = true\n`);
    report.fetched.push(tree.repository);
    try {
      report.notices.push(...(await this.files.write({ ...tree, branchName: null }, tree.commit, signal)));
    } catch (error) {
      if (!(error instanceof GitCommandError)) throw error;
      throw toGitFailure(error, this.bares.context('prepare the working tree of', tree.repository));
    }
  }
}
