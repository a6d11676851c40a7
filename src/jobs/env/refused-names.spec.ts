import { describe, expect, it } from '@jest/globals';
import { isRefusedName } from './refused-names.js';

describe('the names of variables that callers may not set', () => {
  it.each(
    `ANTHROPIC_API_KEY ANTHROPIC_BASE_URL CLAUDE_CONFIG_DIR CLAUDE_CODE_USE_BEDROCK CLAUDECODE GITHUB_TOKEN GH_TOKEN PATH HOME
    LD_PRELOAD LD_LIBRARY_PATH NODE_OPTIONS NODE_EXTRA_CA_CERTS NODE_PATH GIT_DIR GIT_SSH_COMMAND GIT_CONFIG_COUNT BUN_OPTIONS
    IS_SANDBOX BASH_ENV ENV SHELL SHELLOPTS PS4 IFS HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE DISABLE_TELEMETRY
    DISABLE_AUTOUPDATER MCP_TIMEOUT API_TIMEOUT_MS BASH_MAX_TIMEOUT_MS TMPDIR LANG ORCH_JOB_ID ORCH_NODE_ID GCONV_PATH
    GLIBC_TUNABLES LOCPATH DYLD_INSERT_LIBRARIES`.split(/\s+/),
  )('have %s', (name) => {
    expect(isRefusedName(name)).toBe(true);
  });

  it.each([
    'DATABASE_URL',
    'AWS_SECRET_ACCESS_KEY',
    'NPM_TOKEN',
    'CI',
    'DEBUG',
    'NODEJS_VERSION',
    'GITLAB_TOKEN',
    'LDAP_URL',
    '_',
  ])('do not have %s', (name) => {
    expect(isRefusedName(name)).toBe(false);
  });
});
