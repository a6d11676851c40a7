import { fail, ok, warn } from '../finding.js';
import type { Check } from './check.js';

const INSTALL =
  'Install bubblewrap (apt install bubblewrap), and let its users have namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0 where that exists; in a container see docs/deploy.md';

export const sandbox: Check = {
  name: 'sandbox',
  needs: ['SANDBOX', 'SANDBOX_REQUIRED', 'SANDBOX_NETWORK', 'SANDBOX_READ_ONLY'],
  look: async (around) => {
    const { driver, network, problem } = await around.sandbox();
    if (driver === null) return [fail(problem ?? 'No sandbox works here', INSTALL)];
    const says = `Jobs run in the sandbox ${driver}, network ${network}`;
    if (driver === 'bubblewrap' || around.env.SANDBOX === driver) return [ok(says)];
    const why = problem === null ? '' : `: ${problem}`;
    if (driver === 'user') return [warn(`${says}, which hides less from them than bubblewrap${why}`, INSTALL)];
    const cure = `${INSTALL}. If that is what you want, set SANDBOX=none`;
    return [warn(`Jobs run as the server's own user, without a sandbox${why}`, cure)];
  },
};

/** From a shell it may look otherwise than for the service. */
export const limits: Check = {
  name: 'limits',
  needs: ['SANDBOX', 'SANDBOX_REQUIRED', 'SANDBOX_NETWORK', 'SANDBOX_READ_ONLY'],
  look: async (around) => {
    const { driver, limits: inForce } = await around.sandbox();
    const missing = ['memory', 'cpu'].filter((name) => !inForce.includes(name));
    if (driver === null) return [];
    if (missing.length === 0)
      return [ok(`Each job is limited in ${inForce.join(', ').replace('file_size', 'file size')}`)];
    const where = around.isServer ? '' : ', as seen from this shell; GET /admin/doctor says what holds for the service';
    const cure =
      'Let the service make cgroups: under systemd with Delegate=memory pids cpu and DelegateSubgroup=server, as in deploy/systemd';
    return [warn(`Nothing limits the ${missing.join(' and the ')} of single jobs${where}`, cure)];
  },
};
