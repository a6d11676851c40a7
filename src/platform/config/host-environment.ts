import { delimiter, dirname, isAbsolute } from 'node:path';
import { handedTo } from './variables/all-variables.js';
import { MachineVariables } from './variables/machine-variables.js';

/** The variables of the machine that programs started by the server need; they get no others. */
export class HostEnvironment {
  private constructor(
    /** PATH without this server's own development tools, which `npm start` adds. */
    readonly path: string,
    /** Proxies and certificate stores, under their original names. */
    readonly network: Readonly<Record<string, string>>,
  ) {}

  static from(raw: Record<string, string | undefined>): HostEnvironment {
    const directories = (raw['PATH'] || new MachineVariables().PATH).split(delimiter).filter(isForJobs);
    // The Node.js that runs this server comes last: jobs prefer the machine's own.
    const path = [...new Set([...directories, dirname(process.execPath)])].join(delimiter);
    const present = handedTo('git').flatMap(({ name }) => (raw[name] ? [[name, raw[name]] as const] : []));
    return new HostEnvironment(path, Object.fromEntries(present));
  }
}

/** A relative directory would be looked up in the job's own working tree. */
function isForJobs(directory: string): boolean {
  return isAbsolute(directory) && !/\/node_modules\/(.*\/)?(\.bin|node-gyp-bin)$/.test(directory);
}
