import { Injectable } from '@nestjs/common';
import type { Redactor } from '../../platform/redaction/redactor.js';
import { BareClones } from '../clones/bare-clones.js';
import { GitGateway } from '../commands/git.gateway.js';
import type { RepositoryRef } from '../repository-ref.js';
import { boundedPatch } from './bounded-patch.js';
import { DiffFields } from './diff-fields.js';
import type { WorkDiff } from './work-diff.js';

/** Of a patch that is read, in bytes: some files of it may be too large to be kept, and later ones not. */
const MAX_READ_BYTES = 4_194_304;

const ARGUMENTS = [
  '--raw',
  '--numstat',
  '--patch',
  '-z',
  '--find-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--submodule=short',
] as const;
/** With more files than this git looks only for those that were renamed without a change. */
const CONFIG = { 'diff.renameLimit': '1000' } as const;

/** What is compared: two commits, or a commit and the files of a tree. */
export interface Compared {
  readonly repository: RepositoryRef;
  readonly baseSha: string;
  /** A commit or a tree. */
  readonly to: string;
  /** null: `to` is no commit that lasts. */
  readonly headSha: string | null;
}

/** Reads what a job changed from the bare clone, in bounded memory and with one program. */
@Injectable()
export class WorkDiffs {
  constructor(
    private readonly git: GitGateway,
    private readonly bares: BareClones,
  ) {}

  /** @throws GitCommandError when git fails; the signal's reason. */
  async read(
    { repository, baseSha, to, headSha }: Compared,
    redactor: Redactor,
    signal: AbortSignal,
  ): Promise<WorkDiff> {
    if (to === baseSha) return { baseSha, headSha, files: [], patch: '', truncated: false };
    const fields = new DiffFields();
    const chunks: Buffer[] = [];
    let bytes = 0;
    const command = { args: ['diff', ...ARGUMENTS, baseSha, to, '--'], config: CONFIG, signal };
    const output = this.git.stream({ ...command, gitDir: this.bares.pathOf(repository) });
    for await (const chunk of output) {
      const part = fields.push(chunk);
      chunks.push(part);
      bytes += part.length;
      if (bytes > MAX_READ_BYTES) break;
    }
    const { files, truncated: fewerFiles } = fields;
    // The store takes no NUL.
    const text = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
    const { patch, truncated } = boundedPatch(text, bytes <= MAX_READ_BYTES, redactor);
    const clean = (name: string): string => redactor.redact(name);
    return {
      baseSha,
      headSha,
      files: files.map((file) => ({
        ...file,
        path: clean(file.path),
        previous_path: file.previous_path && clean(file.previous_path),
      })),
      patch,
      truncated: truncated || fewerFiles,
    };
  }
}
