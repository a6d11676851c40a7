/** Variables that say how this machine finds programs and reaches the network; none of them is one of our secrets. */
const NETWORK_VARIABLES = [
  'ALL_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'all_proxy',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'GIT_SSL_CAINFO',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
] as const;

/** What programs that the server starts for itself need to know of the machine; everything else is withheld from them. */
export class HostEnvironment {
  private constructor(
    readonly path: string,
    /** Proxies and certificate stores, under the names in which they were given. */
    readonly network: Readonly<Record<string, string>>,
  ) {}

  static from(raw: Record<string, string | undefined>): HostEnvironment {
    const present = NETWORK_VARIABLES.flatMap((name) => (raw[name] ? [[name, raw[name]] as const] : []));
    return new HostEnvironment(raw['PATH'] || '/usr/local/bin:/usr/bin:/bin', Object.fromEntries(present));
  }
}
