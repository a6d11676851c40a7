import { fail, type Finding, ok, warn } from '../finding.js';
import { livenessAt } from '../liveness.js';
import type { Surroundings } from '../surroundings.js';
import type { Check } from './check.js';

export const port: Check = {
  name: 'port',
  needs: ['PORT', 'HOST'],
  look: async (around) => [await around.listening()],
};

/** Where people are sent, and what the proxy in between must be told. */
export const publicUrl: Check = {
  name: 'public_url',
  needs: ['PUBLIC_URL', 'TRUST_PROXY'],
  look: async (around): Promise<readonly Finding[]> => {
    const { PUBLIC_URL } = around.env;
    if (PUBLIC_URL === null) return [ok('PUBLIC_URL is not set: pull requests have no link to their job')];
    const findings = [...ofProxy(around, new URL(PUBLIC_URL)), ...(await ofAnswer(PUBLIC_URL))];
    return findings.length > 0
      ? findings
      : [ok(`This server, or one like it, answers at ${new URL(PUBLIC_URL).origin}`)];
  },
};

async function ofAnswer(url: string): Promise<readonly Finding[]> {
  const answer = await livenessAt(url);
  if (answer === 'alive') return [];
  const { origin } = new URL(url);
  if (answer === 'other') {
    return [
      fail(
        `Something other than this server answers at ${origin}`,
        'Set PUBLIC_URL to the address of the server, or lead the proxy to it',
      ),
    ];
  }
  const cure = 'If the server runs, check the name, the proxy before the server and its certificate';
  return [warn(`Nothing answers at ${origin}, as seen from this machine (${answer.code})`, cure)];
}

function ofProxy({ env }: Surroundings, url: URL): readonly Finding[] {
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  if (isLocal) return [];
  const plain =
    url.protocol === 'https:'
      ? []
      : [warn('PUBLIC_URL is http: tokens travel without encryption', 'Put a proxy with TLS before the server')];
  if (env.TRUST_PROXY !== null || url.protocol !== 'https:') return plain;
  const message =
    'TRUST_PROXY is not set: behind the proxy of PUBLIC_URL, all callers seem to have its address and share its limits';
  return [warn(message, 'Set TRUST_PROXY to the number of proxies before the server, such as 1')];
}
