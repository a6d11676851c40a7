/** Families of variables that decide what the server's and Claude's own programs do. */
const FAMILIES = 'ANTHROPIC BASH BUN CLAUDE DYLD GH GIT GITHUB LD MALLOC MCP NODE ORCH'
  .split(' ')
  .map((name) => `${name}_`);

const NAMES: ReadonlySet<string> = new Set(
  [
    // The job's own places, which the server sets.
    'HOME LANG OLDPWD PATH PWD TEMP TMP TMPDIR',
    // The way to the model, and whom Claude trusts there.
    'ALL_PROXY HTTPS_PROXY HTTP_PROXY NO_PROXY OPENSSL_CONF SSLKEYLOGFILE SSL_CERT_DIR SSL_CERT_FILE',
    // Settings of the CLI that go by no family.
    'API_TIMEOUT_MS CLAUDECODE DISABLE_AUTOUPDATER DISABLE_AUTO_COMPACT DISABLE_COMPACT DISABLE_COST_WARNINGS DISABLE_ERROR_REPORTING',
    'DISABLE_NON_ESSENTIAL_MODEL_CALLS DISABLE_TELEMETRY IS_DEMO IS_SANDBOX MAX_THINKING_TOKENS USER_TYPE USE_BUILTIN_RIPGREP',
    // What shells read before they do as they are told: a shell may stand before a job's command, with more rights than the job.
    'BASHOPTS CDPATH ENV GLOBIGNORE IFS OPTIND POSIXLY_CORRECT PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 SHELL SHELLOPTS',
    // What the C library keeps from programs with more rights than their caller, for the same reason.
    'GCONV_PATH GETCONF_DIR GLIBC_TUNABLES HOSTALIASES LOCALDOMAIN LOCPATH NIS_PATH NLSPATH RESOLV_HOST_CONF RES_OPTIONS',
    'TEXTDOMAIN TEXTDOMAINDIR TZDIR',
  ].flatMap((names) => names.split(' ')),
);

/** Whether a caller may not set this variable for a job. */
export function isRefusedName(name: string): boolean {
  return NAMES.has(name) || FAMILIES.some((family) => name.startsWith(family));
}
