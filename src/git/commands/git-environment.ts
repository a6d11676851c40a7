import type { HostEnvironment } from '../../platform/config/host-environment.js';

/** Configuration for every git process of the server; it overrides a repository's own file. */
const HARDENED_CONFIG: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
  ['credential.helper', ''], // an empty value empties the list
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['commit.gpgSign', 'false'],
  ['http.followRedirects', 'false'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
  ['advice.detachedHead', 'false'],
  // Names as people write them, not as octal escapes of their bytes; control characters stay escaped.
  ['core.quotePath', 'false'],
];

/** What a command may reach besides the files of its own repository. */
export type GitTransport =
  | { readonly kind: 'none' }
  /** Other repositories and bundles on this machine. */
  | { readonly kind: 'file' }
  /** The forge; `token` null: without credentials, else for `scope` and what is below it. */
  | { readonly kind: 'forge'; readonly scope: string; readonly token: string | null };

/**
 * The environment of a git process of the server; it starts empty.
 *
 * The token travels as an `http.<forge>/.extraHeader` in GIT_CONFIG_*: it is on no disk and in no argv, needs no helper
 * script, and git sends it only to URLs under the forge's address. (GIT_ASKPASS would need an executable on disk that runs
 * once per request and answers any host that asks; its only advantage is a clearer message for a wrong token, which
 * git-failure.ts makes up for.)
 */
export function gitEnvironment(host: HostEnvironment, transport: GitTransport): Record<string, string> {
  return {
    PATH: host.path,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...(transport.kind === 'forge' ? host.network : {}),
    ...configVariables([...HARDENED_CONFIG, ...transportConfig(transport)]),
  };
}

function transportConfig(transport: GitTransport): [string, string][] {
  if (transport.kind === 'none') return [];
  if (transport.kind === 'file') return [['protocol.file.allow', 'always']];
  const allowed: [string, string][] = [
    ['protocol.https.allow', 'always'],
    ['protocol.http.allow', 'always'],
  ];
  if (transport.token === null) return allowed;
  const basic = Buffer.from(`x-access-token:${transport.token}`).toString('base64');
  const scope = `${transport.scope.replace(/\/+$/, '')}/`;
  return [...allowed, [`http.${scope}.extraHeader`, `Authorization: Basic ${basic}`]];
}

/** Configuration for git that is in no file and in no argument. */
export function configVariables(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(pairs.length) };
  for (const [index, [key, value]] of pairs.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}
