import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OutputTail } from '../sandbox/output-tail.js';

/** What is kept of stderr to explain a failure, in bytes. */
const MAX_STDERR = 16_384;

/** How a streamed git ended. */
export interface StreamEnd {
  /** null: it was killed. */
  readonly exitCode: number | null;
  readonly stderr: string;
}

export interface StreamOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Kills git. */
  readonly signal: AbortSignal;
}

/**
 * Runs git and hands out its stdout as it comes, for answers that may be larger than the memory: simple-git, which runs
 * everything else, keeps an answer until it is complete. Git waits while a piece is being looked at. A reader that stops
 * early ends git. Returns how it ended; none of its processes is left then.
 * @throws Error when git could not be started.
 */
export async function* streamGit(
  args: readonly string[],
  { cwd, env, signal }: StreamOptions,
): AsyncGenerator<Buffer, StreamEnd> {
  const child = spawn('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
  failed.catch(() => undefined);
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  const stderr = new OutputTail(MAX_STDERR);
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    await Promise.race([closed, failed]);
    return { exitCode: child.exitCode, stderr: stderr.toString() };
  } finally {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'))
      await closed.catch(() => undefined);
  }
}
