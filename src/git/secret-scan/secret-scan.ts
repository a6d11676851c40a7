import { Injectable } from '@nestjs/common';
import { OWN_SECRET, Redactor } from '../../platform/redaction/redactor.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { AllListeners } from './all-listeners.js';
import { type AdditionListener, DIFF_ARGUMENTS, DIFF_CONFIG, DiffReader } from './diff-reader.js';
import { GitCommandError } from '../commands/git-command-error.js';
import { GitGateway } from '../commands/git.gateway.js';
import { type Place, ScannedAdditions } from './scanned-additions.js';

/** Most distinct finds that are looked up in the base; any further find is refused without a look-up. */
const MAX_LOOKUPS = 50;

/** The commits of a job in a bare clone, and the branch they are for. */
export interface ScannedWork {
  readonly gitDir: string;
  readonly base: string;
  readonly head: string;
  readonly branchName: string;
}

/**
 * Scans a job's work for secrets before it is published: the job may have written its environment to a file. Scans the lines
 * that its commits add, their messages and authors, and the names of files and branch, for the server's own secrets and for
 * tokens of well-known services. A secret that the base already contains is not a reason to refuse.
 */
@Injectable()
export class SecretScan {
  constructor(
    private readonly git: GitGateway,
    private readonly redactor: Redactor,
    private readonly limits: GitLimits,
  ) {}

  /**
   * Follows the words "The work contains": the kind of secret and its place, never the secret itself. null: none found; then
   * `other` was told everything that the commits add, too.
   */
  async find(work: ScannedWork, signal: AbortSignal, other: AdditionListener): Promise<string | null> {
    const known = new Map<string, boolean>();
    for await (const found of this.search(work, signal, other)) {
      if (found === 'too much') {
        const limit = Math.floor(this.limits.maxScanBytes / 1_048_576);
        return `more than ${limit} MB of changes, which is too much to scan for secrets`;
      }
      if (!known.has(found.value) && known.size < MAX_LOOKUPS) {
        known.set(found.value, await this.isInBase(work, found.value, signal));
      }
      if (known.get(found.value) === true) continue;
      const kind = found.kind === OWN_SECRET ? found.kind : `what looks like ${found.kind}`;
      return `${kind} (in ${this.redactor.redact(found.place)})`;
    }
    return null;
  }

  private async *search(
    work: ScannedWork,
    signal: AbortSignal,
    other: AdditionListener,
  ): AsyncGenerator<Place | 'too much'> {
    for (const found of this.redactor.find(work.branchName)) {
      const value = work.branchName.slice(found.start, found.end);
      yield { ...found, value, line: 1, place: 'the name of the branch' };
    }
    yield* this.inCommits(work, signal, other);
  }

  private async *inCommits(
    work: ScannedWork,
    signal: AbortSignal,
    other: AdditionListener,
  ): AsyncGenerator<Place | 'too much'> {
    const finds: Place[] = [];
    const additions = new ScannedAdditions(this.redactor, work.head, (place) => finds.push(place));
    const reader = new DiffReader(new AllListeners([additions, other]));
    for await (const chunk of this.log(work, DIFF_ARGUMENTS, signal)) {
      if (chunk === 'too much') yield chunk;
      else reader.push(chunk);
      yield* finds.splice(0);
    }
    additions.end();
    yield* finds;
  }

  /** Leaves out commits that the forge already has because the job merged another branch. */
  private async *log({ gitDir, base, head }: ScannedWork, args: readonly string[], signal: AbortSignal) {
    const range = [`${base}..${head}`, '--not', '--remotes'];
    const command = { args: ['log', ...args, ...range, '--'], gitDir, config: DIFF_CONFIG, signal };
    let bytes = 0;
    for await (const chunk of this.git.stream(command)) {
      bytes += chunk.length;
      if (bytes > this.limits.maxScanBytes) {
        yield 'too much' as const;
        return;
      }
      yield chunk;
    }
  }

  /** Looks up the longest line of a value. Passes it through stdin: everybody on the machine can read a command line. */
  private async isInBase({ gitDir, base }: ScannedWork, value: string, signal: AbortSignal): Promise<boolean> {
    const line = value.split('\n').reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    if (line === '') return false;
    const args = ['grep', '-q', '-a', '-F', '-f', '-', base, '--'];
    try {
      await this.git.run({ args, gitDir, stdin: line, signal });
      return true;
    } catch (error) {
      if (error instanceof GitCommandError && error.exitCode === 1) return false;
      throw error;
    }
  }
}
