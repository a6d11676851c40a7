import { HandedTo } from './declaration.js';
import { Text } from '../forms/forms.js';

/** Machine: what Claude and git need to know of it, such as proxies and certificates. */
export class MachineVariables {
  /** Directories of programs, for the server, for git and for jobs; relative ones do not count. */
  @Text('absolute paths, separated by colons')
  readonly PATH: string = '/usr/local/bin:/usr/bin:/bin';

  /** Proxy for Claude's requests to http URLs. */
  @HandedTo('claude')
  @Text('a URL')
  readonly HTTP_PROXY: string | null = null;

  /** Proxy for requests to https URLs, for Claude and git. */
  @HandedTo('claude', 'git')
  @Text('a URL')
  readonly HTTPS_PROXY: string | null = null;

  /** Hosts that Claude and git reach without a proxy. */
  @HandedTo('claude', 'git')
  @Text('host names, separated by commas')
  readonly NO_PROXY: string | null = null;

  /** Proxy for all requests of git. */
  @HandedTo('git')
  @Text('a URL')
  readonly ALL_PROXY: string | null = null;

  /** Another name of `ALL_PROXY`. */
  @HandedTo('git')
  @Text('a URL')
  readonly all_proxy: string | null = null;

  /** Proxy for git's requests to http URLs. */
  @HandedTo('git')
  @Text('a URL')
  readonly http_proxy: string | null = null;

  /** Another name of `HTTPS_PROXY`, for git. */
  @HandedTo('git')
  @Text('a URL')
  readonly https_proxy: string | null = null;

  /** Another name of `NO_PROXY`, for git. */
  @HandedTo('git')
  @Text('host names, separated by commas')
  readonly no_proxy: string | null = null;

  /** File with the certificates of authorities that Claude trusts beside the usual ones. */
  @HandedTo('claude')
  @Text('a path')
  readonly NODE_EXTRA_CA_CERTS: string | null = null;

  /** File with the certificates of authorities that git trusts. */
  @HandedTo('git')
  @Text('a path')
  readonly GIT_SSL_CAINFO: string | null = null;

  /** Directory with the certificates of authorities that git trusts. */
  @HandedTo('git')
  @Text('a path')
  readonly SSL_CERT_DIR: string | null = null;

  /** File with the certificates of authorities that git trusts, for libraries that read this name. */
  @HandedTo('git')
  @Text('a path')
  readonly SSL_CERT_FILE: string | null = null;
}
