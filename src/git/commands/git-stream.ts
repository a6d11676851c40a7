import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OutputTail } from '../../sandbox/processes/output-tail.js';

/** How much of stderr is kept to explain a failure, in bytes. */
const MAX_STDERR = 16_384;

/** How a streamed git process ended. */
export interface StreamEnd {
  /** null: the process was killed. */
  readonly exitCode: number | null;
  readonly stderr: string;
}

export interface StreamOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Default: nothing. */
  readonly stdin?: string | undefined;
  /** Kills git. */
  readonly signal: AbortSignal;
}

/**
 * Runs git and yields its stdout as it arrives, for output that may be larger than memory: simple-git, which runs everything
 * else, buffers all output. Git waits while the reader works on a chunk. A reader that stops early ends git. Returns how git
 * ended; none of its processes is left by then.
 * @throws Error when git could not be started.
 */
export async function* streamGit(
  args: readonly string[],
  { cwd, env, stdin = '', signal }: StreamOptions,
): AsyncGenerator<Buffer, StreamEnd> {
  const child = spawn('git', args, { cwd, env, stdio: 'pipe', signal, killSignal: 'SIGKILL' });
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
  failed.catch(() => undefined);
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  const stderr = new OutputTail(MAX_STDERR);
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // Git that ends without reading all of it says why by its exit.
  child.stdin.on('error', () => undefined).end(stdin);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    await Promise.race([closed, failed]);
    return { exitCode: child.exitCode, stderr: stderr.toString() };
  } finally {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'))
      await closed.catch(() => undefined);
  }
}
