import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Works on a database without Docker, which earlier ones need. */
const SUPABASE_CLI = '3.1.0';

/**
 * Runs the Supabase CLI in an environment built from nothing: no login, project or telemetry of the user who runs this.
 * @param {readonly string[]} args
 * @param {string} [cwd] the directory that holds `supabase/`; default: one without.
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export async function runSupabase(args, cwd) {
  const program = await supabaseCli();
  const home = await mkdtemp(join(tmpdir(), 'supabase-cli-'));
  const path = [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  try {
    return await run(program, args, {
      cwd: cwd ?? home,
      env: { PATH: path, HOME: home, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', CI: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const said = [error.stdout, error.stderr].filter(Boolean).join('\n').trim();
    // Arguments may hold a password.
    throw new Error(`supabase ${args.filter((arg) => !arg.startsWith('--')).join(' ')} failed:\n${said || error.code}`);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Applies what `supabase/migrations` has beyond the database's own list, as an operator would.
 * @param {string} url of the database
 * @param {string} root the directory that holds `supabase/`
 */
export function pushMigrations(url, root) {
  return runSupabase(['db', 'push', '--yes', '--skip-vault', `--remote=${url}`], root);
}

/**
 * Not among the dependencies: 135 MB for checks, and its platform packages are not always complete, which `npm ci` does
 * not forgive. npm keeps it in its cache after the first time.
 */
async function supabaseCli() {
  const exec = ['exec', '--yes', `--package=supabase@${SUPABASE_CLI}`, '--', 'node', '-p', 'process.env.PATH'];
  const { stdout } = await run('npm', exec, { cwd: tmpdir() });
  return join(stdout.trim().split(delimiter)[0], 'supabase');
}
