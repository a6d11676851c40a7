import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** End-to-end suites run the built server: builds what is stale, or ends the run before it tests the code of yesterday. */
export default function build() {
  const setup = fileURLToPath(new URL('scripts/setup.mjs', import.meta.url));
  execFileSync(process.execPath, [setup, '--examples'], { stdio: ['ignore', 2, 2] });
}
