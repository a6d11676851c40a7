import { type CommandLine, ProcessSandbox } from './process-sandbox.js';
import type { SandboxCommand } from '../sandbox.js';

/**
 * Runs job processes as the server's own user, without isolation: they see what that user sees, but not the server's
 * environment.
 */
export class NoSandbox extends ProcessSandbox {
  readonly driver = 'none';

  protected confine({ file, args, cwd }: SandboxCommand): CommandLine {
    return { file, args, cwd };
  }
}
