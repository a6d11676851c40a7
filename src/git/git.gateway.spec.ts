import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeTempFolder } from '../../test/support/temp-folder.js';
import { Redactor } from '../common/redactor.js';
import { GitLimits } from '../config/git-limits.js';
import { HostEnvironment } from '../config/host-environment.js';
import { parseEnv } from '../config/parse-env.js';
import { NoSandbox } from '../sandbox/no-sandbox.js';
import { GitGateway } from './git.gateway.js';

describe('GitGateway', () => {
  it('reads an answer to its end, however long after the exit of git that is', async () => {
    const folder = await makeTempFolder();
    await folder.write({ git: '#!/bin/sh\n(sleep 0.3; echo late) &\n' });
    await chmod(join(folder.path, 'git'), 0o755);
    const host = HostEnvironment.from({ PATH: `${folder.path}:${process.env['PATH']}` });
    const env = parseEnv({ AGENT_API_SECRET: 'secret' });
    const gateway = new GitGateway(env, host, new Redactor([]), new GitLimits(), new NoSandbox('gateway-spec'));
    expect(await gateway.run({ args: ['rev-parse', 'HEAD'], gitDir: folder.path })).toBe('late\n');
    await folder.remove();
  });
});
