import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serverEnvironment } from './server.js';

const PROGRAM = join(process.cwd(), 'bin', 'claude-code-orchestrator.mjs');

export interface DoctorLine {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly cure: string | null;
}

export interface Visit {
  readonly code: number | null;
  readonly status: string;
  readonly lines: readonly DoctorLine[];
  /** All that was printed. */
  readonly output: string;
  readonly tookMs: number;
}

/** What the command of the package prints, given these arguments, in an environment of its own. */
export async function callCommand(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const options = { cwd: folder, env: serverEnvironment(folder, env) };
  const child = spawn(process.execPath, [...nodeOptions, PROGRAM, ...args], options);
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { code: child.exitCode, stdout, stderr };
}

/** Lets the doctor look at a machine with these settings. */
export async function visit(folder: string, env: Readonly<Record<string, string>>): Promise<Visit> {
  const begun = performance.now();
  const { code, stdout, stderr } = await callCommand(folder, ['doctor', '--json'], env);
  const report = JSON.parse(stdout) as Pick<Visit, 'status' | 'lines'>;
  return { code, ...report, output: stdout + stderr, tookMs: performance.now() - begun };
}

/** The lines of one check, without what is in order. */
export function complaints({ lines }: Pick<Visit, 'lines'>): Record<string, string[]> {
  const bad = lines.filter(({ status }) => status !== 'ok');
  return Object.fromEntries(
    [...new Set(bad.map(({ check }) => check))].map((check) => [
      check,
      bad.filter((line) => line.check === check).map(({ status, message }) => `${status}: ${message}`),
    ]),
  );
}

/** What a {@link stranger} says to a path, with further headers. */
export interface Saying {
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers as it is told, on loopback; a path that it was told nothing of is never answered. */
export async function stranger(
  sayings: Readonly<Record<string, Saying>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const saying = sayings[new URL(request.url ?? '/', 'http://stranger').pathname];
    if (saying === undefined) return;
    response.writeHead(200, { 'content-type': 'application/json', ...saying.headers });
    response.end(JSON.stringify(saying.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
