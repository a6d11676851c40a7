import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Quiet, bounded, and each request tells its status on stderr. */
const CURL_SETTINGS = ['silent', 'show-error', 'max-time = 60', 'write-out = "%{stderr}\\nstatus %{http_code}\\n"'];

export interface ShellOutcome {
  readonly output: string;
  readonly errors: string;
  /** Of the last command; null: a signal ended the shell. */
  readonly exitCode: number | null;
  /** Of its requests, in order; 0: no answer. */
  readonly statuses: readonly number[];
}

/** Runs the commands of pages as a reader would, one block after the other: variables and the directory stay. */
export class DocShell {
  private constructor(
    private readonly home: string,
    readonly names: Map<string, string>,
  ) {}

  /** `home`: an empty directory. `names`: variables that are set. */
  static async open(home: string, names: Readonly<Record<string, string>>): Promise<DocShell> {
    await writeFile(join(home, '.curlrc'), `${CURL_SETTINGS.join('\n')}\n`);
    return new DocShell(home, new Map(Object.entries({ PATH: process.env['PATH'] ?? '', HOME: home, ...names })));
  }

  async run(commands: string): Promise<ShellOutcome> {
    const kept = join(this.home, 'variables');
    const script = `trap "env -0 > '${kept}'" EXIT\nset -a\n${commands}`;
    const cwd = this.names.get('PWD') ?? this.home;
    const child = spawn('bash', ['-c', script], { cwd, env: Object.fromEntries(this.names) });
    child.stdin.end();
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    for (const entry of (await readFile(kept, 'utf8')).split('\0').filter(Boolean)) {
      const [name = '', ...value] = entry.split('=');
      this.names.set(name, value.join('='));
    }
    const statuses = [...errors.matchAll(/^status (\d+)$/gm)].map(([, status]) => Number(status));
    return { output, errors, exitCode: child.exitCode, statuses };
  }
}
