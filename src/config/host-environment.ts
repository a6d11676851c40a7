import { delimiter, dirname, isAbsolute } from 'node:path';

const FALLBACK_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Variables that say how this machine reaches the network; none of them is one of our secrets. */
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

/** What programs that the server starts need to know of the machine; everything else is withheld from them. */
export class HostEnvironment {
  private constructor(
    /** Folders of programs; this server's own development tools, which `npm start` puts there, are not among them. */
    readonly path: string,
    /** Proxies and certificate stores, under the names in which they were given. */
    readonly network: Readonly<Record<string, string>>,
  ) {}

  static from(raw: Record<string, string | undefined>): HostEnvironment {
    const folders = (raw['PATH'] || FALLBACK_PATH).split(delimiter).filter(isForJobs);
    // The Node.js that runs this server, last: jobs prefer the machine's own.
    const path = [...new Set([...folders, dirname(process.execPath)])].join(delimiter);
    const present = NETWORK_VARIABLES.flatMap((name) => (raw[name] ? [[name, raw[name]] as const] : []));
    return new HostEnvironment(path, Object.fromEntries(present));
  }
}

/** A relative folder would be searched in the job's own tree. */
function isForJobs(folder: string): boolean {
  return isAbsolute(folder) && !/\/node_modules\/(.*\/)?(\.bin|node-gyp-bin)$/.test(folder);
}
