import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A first boot creates the database; several may do so at once on a slow machine. */
const BOOT_TIMEOUT_MS = 60_000;

/** Resolves with the base URL once the server says that it listens. */
export function listening(child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start in time:\n${said.join('\n')}`));
    }, BOOT_TIMEOUT_MS);
    const hear = (line: string): void => {
      said.push(line);
      onLine(line);
      const url = /Listening on (http[^\s"]+)/.exec(line)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear);
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code} before it listened:\n${said.join('\n')}`));
    });
  });
}
