import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Starts a process that imports one of the project's sources as `m` and evaluates `expression`, as a server of its own:
 * one that can be killed. Tests run in the project's folder. Its environment is PATH and HOME alone.
 */
export function runSource(source: string, expression: string): ChildProcessWithoutNullStreams {
  const script = `import ${JSON.stringify(urlOf('scripts/typescript-loader.mjs'))};
    const m = await import(${JSON.stringify(urlOf(source))});
    await ${expression};`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
  });
}

function urlOf(file: string): string {
  return pathToFileURL(join(process.cwd(), file)).href;
}
