import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Injectable } from '@nestjs/common';
import { LfsProgram } from '../lfs/lfs-program.js';
import { LFS_SECTIONS } from '../lfs/lfs-filter.js';
import { CommitAuthor } from '../../platform/config/commit-author.js';

/** What the forge has; other refs of a bare clone belong to jobs. */
const FORGES_REFS = ['refs/remotes/origin', 'refs/tags'];

/**
 * Makes the clones that become working trees. As `git clone --shared --no-checkout` would, but as files: git would read and
 * write each of what may be a hundred thousand refs, and a job would wait for that.
 */
@Injectable()
export class TreeClones {
  constructor(
    private readonly author: CommitAuthor,
    private readonly lfs: LfsProgram,
  ) {}

  /**
   * A repository at `gitDir`, which must not exist, that borrows the objects of `bare`: without files, remote, hooks or branches.
   * @param worktree where its files are to be, if that is not beside it.
   */
  async make(gitDir: string, bare: string, worktree: string | null = null): Promise<void> {
    const hasLfs = (await this.lfs.problem()) === null;
    for (const part of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
      await mkdir(join(gitDir, part), { recursive: true });
    await Promise.all([
      writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n'),
      writeFile(join(gitDir, 'config'), this.configuration(hasLfs, worktree && relative(gitDir, worktree))),
      writeFile(join(gitDir, 'objects/info/alternates'), `${join(bare, 'objects')}\n`),
      copyPackedRefs(bare, gitDir),
      ...FORGES_REFS.map((part) => copyLooseRefs(bare, gitDir, part)),
    ]);
  }

  private configuration(hasLfs: boolean, worktree: string | null): string {
    const { name, email } = this.author.current;
    const sections = {
      core: [
        'repositoryformatversion = 0',
        'filemode = true',
        'bare = false',
        'logallrefupdates = true',
        ...(worktree === null ? [] : [`worktree = ${quoted(worktree)}`]),
      ],
      gc: ['auto = 0'],
      maintenance: ['auto = false'],
      user: [`name = ${quoted(name)}`, `email = ${quoted(email)}`],
      ...(hasLfs ? LFS_SECTIONS : {}),
    };
    return Object.entries(sections)
      .map(([section, lines]) => `[${section}]\n${lines.map((line) => `\t${line}\n`).join('')}`)
      .join('');
  }
}

/** A value in a file of git's configuration. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** The order stays, so what the head of the file says of it stays true. A line that begins with `^` belongs to the one before. */
async function copyPackedRefs(bare: string, gitDir: string): Promise<void> {
  const packed = await readFile(join(bare, 'packed-refs'), 'latin1').catch(() => '');
  let isKept = true;
  const lines = packed.split('\n').filter((line) => {
    if (!line.startsWith('^')) isKept = line.startsWith('#') || FORGES_REFS.some((part) => line.includes(` ${part}/`));
    return isKept;
  });
  if (lines.length > 0) await writeFile(join(gitDir, 'packed-refs'), `${lines.join('\n')}\n`, 'latin1');
}

async function copyLooseRefs(bare: string, gitDir: string, part: string): Promise<void> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(join(bare, part), options).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'));
  for (const { parentPath, name } of files) {
    const target = join(gitDir, relative(bare, join(parentPath, name)));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(parentPath, name), target);
  }
}
