import { delimiter, dirname, isAbsolute } from 'node:path';

const FALLBACK_PATH = '/usr/local/bin:/usr/bin:/bin';

/** What the processes of jobs need to know of the machine. */
export class HostEnvironment {
  private constructor(
    /** Folders of programs; this server's own development tools, which `npm start` puts there, are not among them. */
    readonly path: string,
  ) {}

  static from(raw: Record<string, string | undefined>): HostEnvironment {
    const folders = (raw['PATH'] || FALLBACK_PATH).split(delimiter).filter(isForJobs);
    // The Node.js that runs this server, last: jobs prefer the machine's own.
    return new HostEnvironment([...new Set([...folders, dirname(process.execPath)])].join(delimiter));
  }
}

/** A relative folder would be searched in the job's own tree. */
function isForJobs(folder: string): boolean {
  return isAbsolute(folder) && !/\/node_modules\/(.*\/)?(\.bin|node-gyp-bin)$/.test(folder);
}
