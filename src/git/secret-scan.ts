import { Injectable } from '@nestjs/common';
import { OWN_SECRET, Redactor } from '../common/redactor.js';
import { GitLimits } from '../config/git-limits.js';
import { AddedText, type FoundSecret } from './added-text.js';
import { DIFF_ARGUMENTS, DIFF_CONFIG, DiffReader } from './diff-reader.js';
import { GitCommandError } from './git-command-error.js';
import { GitGateway } from './git.gateway.js';

/** Different finds that are looked for in the base; with more of them the work is refused unseen. */
const MAX_LOOKUPS = 50;

/** The commits of a job in a bare clone, and the branch they are for. */
export interface ScannedWork {
  readonly gitDir: string;
  readonly base: string;
  readonly head: string;
  readonly branchName: string;
}

interface Place extends FoundSecret {
  /** To be read after "in". */
  readonly place: string;
}

/**
 * Looks for secrets in what a job wants published: a job may have printed its environment to a file. Searched are the lines
 * that its commits add, their messages and authors, the names of files and branch, for the server's own secrets and for
 * tokens of well-known services. What the base has already is known to whoever can read it, and no reason to refuse.
 */
@Injectable()
export class SecretScan {
  constructor(
    private readonly git: GitGateway,
    private readonly redactor: Redactor,
    private readonly limits: GitLimits,
  ) {}

  /** To be read after "The work contains": which kind of secret it is and where, never the secret. null: none. */
  async find(work: ScannedWork, signal: AbortSignal): Promise<string | null> {
    const known = new Map<string, boolean>();
    for await (const found of this.search(work, signal)) {
      if (found === 'too much') {
        const limit = Math.floor(this.limits.maxScanBytes / 1_048_576);
        return `more than ${limit} MB of changes, which is too much to be searched for secrets`;
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

  private async *search(work: ScannedWork, signal: AbortSignal): AsyncGenerator<Place | 'too much'> {
    for (const found of this.redactor.find(work.branchName)) {
      const value = work.branchName.slice(found.start, found.end);
      yield { ...found, value, line: 1, place: 'the name of the branch' };
    }
    const names = ['--format=', '--name-only', '-z', '--diff-merges=combined', '--no-renames', '--diff-filter=d'];
    yield* this.inText(work, names, 'a file name', signal);
    yield* this.inText(work, ['--format=%an%n%ae%n%cn%n%ce'], 'the author of a commit', signal);
    yield* this.inText(work, ['--format=%B'], 'a commit message', signal);
    yield* this.inDiff(work, signal);
  }

  private async *inText(work: ScannedWork, args: readonly string[], place: string, signal: AbortSignal) {
    const text = new AddedText(this.redactor);
    for await (const chunk of this.log(work, args, signal)) {
      if (chunk === 'too much') yield chunk;
      // A text that is searched for what is in single words has no lines that count; names are separated by NUL.
      else yield* text.add(1, chunk.toString('utf8').replaceAll('\0', '\n'), false).map(at(place));
    }
    yield* text.end().map(at(place));
  }

  private async *inDiff(work: ScannedWork, signal: AbortSignal): AsyncGenerator<Place | 'too much'> {
    const text = new AddedText(this.redactor);
    const finds: Place[] = [];
    let commit = work.head;
    let file = '';
    const note = (found: readonly FoundSecret[]): void => {
      const where = commit === work.head ? '' : `, commit ${commit.slice(0, 12)}`;
      finds.push(...found.map((each) => ({ ...each, place: `${file}, line ${each.line}${where}` })));
    };
    const reader = new DiffReader({
      commit: (sha) => {
        note(text.end());
        commit = sha;
      },
      file: (name) => {
        note(text.end());
        file = name;
      },
      added: (...piece) => note(text.add(...piece)),
    });
    for await (const chunk of this.log(work, DIFF_ARGUMENTS, signal)) {
      if (chunk === 'too much') yield chunk;
      else reader.push(chunk);
      yield* finds.splice(0);
    }
    note(text.end());
    yield* finds;
  }

  /** Commits that the forge has already, because the job merged another branch, are not among them. */
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

  /** Of a value of several lines the longest one speaks for all. It travels by stdin: a command line is there for all to read. */
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

function at(place: string): (found: FoundSecret) => Place {
  return (found) => ({ ...found, place });
}
