import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeTempFolder } from '../../../test/support/temp-folder.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import { HostEnvironment } from '../../platform/config/host-environment.js';
import { parseEnv } from '../../platform/config/parse-env.js';
import { NoSandbox } from '../../sandbox/drivers/no-sandbox.js';
import type { ForgeCredentials } from './forge-credentials.js';
import { toGitFailure } from './git-failure.js';
import { GitGateway } from './git.gateway.js';

describe('GitGateway', () => {
  it('reads an answer to its end, however long after the exit of git that is', async () => {
    const folder = await makeTempFolder();
    await folder.write({ git: '#!/bin/sh\n(sleep 0.3; echo late) &\n' });
    await chmod(join(folder.path, 'git'), 0o755);
    const gateway = gatewayOn(`${folder.path}:${process.env['PATH']}`);
    expect(await gateway.run({ args: ['rev-parse', 'HEAD'], gitDir: folder.path })).toBe('late\n');
    await folder.remove();
  });

  it.each([
    ['is not there', {}],
    ['may not be executed', { git: '#!/bin/sh\n' }],
  ])('says in a sentence, without a stack, that git %s', async (_what, files) => {
    const folder = await makeTempFolder();
    await folder.write(files);
    const gateway = gatewayOn(folder.path);
    const calls = [
      () => gateway.run({ args: ['rev-parse', 'HEAD'], gitDir: folder.path }),
      () => gateway.stream({ args: ['log'], gitDir: folder.path }).next(),
    ];
    for (const call of calls) {
      const error: unknown = await call().catch((failure: unknown) => failure);
      expect(error).toMatchObject({ end: 'not_started', message: expect.not.stringContaining('    at ') });
      const repository = { owner: 'acme', name: 'api', defaultBranch: 'main' };
      const failure = toGitFailure(error, { action: 'clone', repository, credential: 'GITHUB_TOKEN' });
      expect(String(failure)).toContain(
        'git cannot be started on the server: it must be installed, on the PATH and executable.',
      );
    }
    await folder.remove();
  });
});

function gatewayOn(path: string): GitGateway {
  const env = parseEnv({ AGENT_API_SECRET: 'secret' });
  // Without the directory of this Node.js, in which a system's git may lie as well.
  const host = Object.assign(HostEnvironment.from({}), { path });
  // Nothing here talks to the forge.
  const credentials = {} as ForgeCredentials;
  return new GitGateway(env, host, new Redactor([]), new GitLimits(), new NoSandbox('gateway-spec'), credentials);
}
