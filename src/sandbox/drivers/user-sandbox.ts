import type { JobDirectories } from '../directories/job-directories.js';
import type { JobLimits } from '../limits/job-limits.js';
import { type CommandLine, ProcessSandbox } from './process-sandbox.js';
import type { SandboxCommand } from '../sandbox.js';
import { asUser } from './wrappers.js';

/**
 * Runs the processes of each job as a user of its own, without other groups and without a way back to root. File permissions
 * decide what it can read and write; it sees the machine's processes and its whole network.
 */
export class UserSandbox extends ProcessSandbox {
  readonly driver = 'user';

  constructor(
    nodeId: string,
    private readonly directories: JobDirectories,
    protected override readonly limits: JobLimits,
  ) {
    super(nodeId, limits);
  }

  protected confine(command: SandboxCommand): CommandLine {
    const { uid, groups } = this.directories.viewOf(command.jobId);
    if (uid === null) throw new Error('the driver user needs user ids for jobs');
    const around = [...this.limits.around(command.jobId), ...this.limits.inside(), ...asUser(uid, groups)];
    const [file = '', ...args] = [...around, command.file, ...command.args];
    return { file, args, cwd: command.cwd };
  }
}
