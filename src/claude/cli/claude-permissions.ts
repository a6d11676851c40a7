import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { Sandbox } from '../../sandbox/sandbox.js';

/** `guarded`: the CLI refuses to touch files that it guards; `free`: it refuses nothing. */
export type PermissionMode = 'guarded' | 'free';

const UNGUARDED =
  'This server runs jobs without a sandbox, and CLAUDE_GUARDED_FILES=allow: Claude may write every file that the server may write';
const GUARDED = [
  'This server runs jobs without a sandbox: Claude Code refuses to write files that it guards, such as .husky, .vscode, .npmrc',
  'and .claude. CLAUDE_GUARDED_FILES=allow permits it; in a sandbox it is permitted always',
].join(' ');

/**
 * Whether the CLI guards files of the tree. In a sandbox it does not: the tree is the job's, and what the CLI refused would be
 * missing in the work. Where nothing else keeps a job off the files of the machine, the operator decides.
 */
@Injectable()
export class ClaudePermissions {
  constructor(
    private readonly env: Env,
    private readonly sandbox: Sandbox,
  ) {}

  get mode(): PermissionMode {
    return this.isSandboxed || this.env.CLAUDE_GUARDED_FILES === 'allow' ? 'free' : 'guarded';
  }

  /** For readers of a job that changes files; null: nothing is refused to it, and nothing but its own is within its reach. */
  get notice(): string | null {
    if (this.isSandboxed) return null;
    return this.mode === 'free' ? UNGUARDED : GUARDED;
  }

  /**
   * Of a process that changes files. As root the CLI refuses to work unguarded unless it is told that it is in a sandbox; in
   * ours a job is never root.
   */
  get variables(): Readonly<Record<string, string>> {
    return !this.isSandboxed && this.mode === 'free' ? { IS_SANDBOX: '1' } : {};
  }

  private get isSandboxed(): boolean {
    return this.sandbox.driver !== 'none';
  }
}
