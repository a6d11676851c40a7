import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COUNTER = new URL(
  `${import.meta.url.includes('/.rig/') ? '../../..' : '../..'}/test/support/program-counter.mjs`,
  import.meta.url,
);

/** Programs that only prepare the way for another one, and become it. */
const WRAPPERS = ['sh', 'bwrap', 'prlimit', 'setpriv'];

/** A program that the server started. */
export interface StartedProgram {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** With the subcommand of git; `[job]` stands before those of a job's sandbox. */
  readonly name: string;
}

/** What programs a server starts itself; see program-counter.mjs. */
export class ProgramLog {
  private readonly file: string;

  /** @param folder an existing directory. */
  constructor(folder: string) {
    this.file = join(folder, 'programs.log');
  }

  /** For the server. */
  get variables(): Record<string, string> {
    return { NODE_OPTIONS: `--import=${fileURLToPath(COUNTER)}`, PROGRAM_LOG: this.file };
  }

  /** In the order of their starts. */
  read(): StartedProgram[] {
    const lines = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').filter(Boolean) : [];
    return lines.map((line) => {
      const { at, args } = JSON.parse(line) as { at: number; args: string[] };
      return { at, name: nameOf(args) };
    });
  }
}

function nameOf(args: readonly string[]): string {
  const words = insideOf(args);
  const program = basename(words[0] ?? '');
  const where = words === args ? '' : '[job] ';
  return `${where}${program === 'git' ? `git ${subcommandOf(words)}` : program}`;
}

/** The command line behind those of the wrappers. */
function insideOf(args: readonly string[]): readonly string[] {
  const wrapper = args.findLastIndex((word) => word.startsWith('/') && WRAPPERS.includes(basename(word)));
  const end = wrapper === -1 ? -1 : args.indexOf('--', wrapper);
  return end === -1 ? args : args.slice(end + 1);
}

function subcommandOf(words: readonly string[]): string {
  let index = 1;
  while (words[index] === '-c') index += 2;
  return words[index] ?? '';
}
