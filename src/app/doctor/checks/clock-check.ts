import { fail, type Finding, ok, warn } from '../finding.js';
import type { Check } from './check.js';

/** Beyond this, times in the API and in logs mislead; in milliseconds. */
const ODD_MS = 30_000;
/** Beyond this, certificates and proofs of a GitHub App are refused. */
const WRONG_MS = 300_000;
const CURE = 'Let the machine set its clock: timedatectl set-ntp true, or install chrony';

/** Compares with the clocks of others. */
export const clock: Check = {
  name: 'clock',
  look: async (around): Promise<readonly Finding[]> => {
    const [credentials, { aheadMs }] = await Promise.all([around.credentials(), around.store()]);
    const ofGithub = credentials.find((each) => each.aheadMs !== null)?.aheadMs ?? null;
    const others = [
      ...(ofGithub === null ? [] : [{ whose: 'GitHub', aheadMs: ofGithub }]),
      ...(aheadMs === null ? [] : [{ whose: 'the database', aheadMs }]),
    ];
    const off = others.find((other) => Math.abs(other.aheadMs) > ODD_MS);
    if (off !== undefined) return [told(off.whose, off.aheadMs)];
    if (others.length === 0)
      return [
        warn(
          'Nobody could be asked for the time: neither GitHub nor a database of its own machine answers',
          'Compare the clock of this machine with another one: webhooks and the tokens of a GitHub App need the right time',
        ),
      ];
    return [ok(`The clock agrees with that of ${others.map(({ whose }) => whose).join(' and of ')}`)];
  },
};

function told(whose: string, aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  const message = `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} that of ${whose}`;
  return Math.abs(aheadMs) > WRONG_MS ? fail(message, CURE) : warn(message, CURE);
}
