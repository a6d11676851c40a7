import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { within } from '../../sandbox/processes/process-group.js';

/** How long reading git's output may take after its exit, in milliseconds; a child of it may hold the pipe open. */
const LAST_OUTPUT_MS = 5_000;

export interface LocalGitOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Default: nothing. */
  readonly stdin?: string | Buffer | undefined;
  /** Path of a file that git reads instead. */
  readonly stdinFile?: string | undefined;
  /** Kills git. */
  readonly signal: AbortSignal;
}

export interface LocalGitEnd {
  /** null: the process was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git to its end on a repository of this machine. Not through simple-git, which adds 50 ms to each command that prints
 * nothing: its guards are against what comes from outside, and such values reach only commands that talk to others.
 * @throws Error when git could not be started, or was aborted.
 */
export async function runLocalGit(args: readonly string[], options: LocalGitOptions): Promise<LocalGitEnd> {
  if (options.stdinFile === undefined) return finish(args, options, 'pipe');
  const file = await open(options.stdinFile);
  try {
    return await finish(args, options, file.fd);
  } finally {
    await file.close();
  }
}

async function finish(
  args: readonly string[],
  { cwd, env, stdin = '', signal }: LocalGitOptions,
  input: 'pipe' | number,
): Promise<LocalGitEnd> {
  const child = spawn('git', args, { cwd, env, stdio: [input, 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  const outputs = [child.stdout, child.stderr].map(textOf);
  // EPIPE: git ended before it had read everything. Its exit says why.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  // Also rejects with the child's `error`, which an abort is as well.
  await once(child, 'exit');
  if (!(await within(LAST_OUTPUT_MS, closed))) for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  const [stdout = '', stderr = ''] = outputs.map((text) => text());
  return { exitCode: child.exitCode, stdout, stderr };
}

/** Collects what a stream brings, to be asked for at its end. */
function textOf(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
