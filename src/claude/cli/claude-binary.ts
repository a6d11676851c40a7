import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { HostEnvironment } from '../../platform/config/host-environment.js';

/** How to start the CLI, or why it cannot be started. */
export type ClaudeLocation =
  | { readonly file: string; readonly leadingArgs: readonly string[]; readonly problem: null }
  | { readonly file: null; readonly problem: string };

const NOT_RUNNABLE = 'Claude Code cannot be started: CLAUDE_BIN does not name a program that the server can run.';
const MISSING =
  'Claude Code is not installed on the server: install the `claude` command or set CLAUDE_BIN to its path.';

/** Finds the Claude Code CLI: CLAUDE_BIN, else `claude` on PATH, else the copy among this server's dependencies. */
@Injectable()
export class ClaudeBinary {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
  ) {}

  /** Looks again each time: the CLI may be installed or updated while the server runs. */
  async locate(): Promise<ClaudeLocation> {
    if (this.env.CLAUDE_BIN !== null) {
      const file = await this.find(this.env.CLAUDE_BIN);
      return file ? toLocation(file) : { file: null, problem: NOT_RUNNABLE };
    }
    const file = (await this.find('claude')) ?? (await ownCopy());
    return file ? toLocation(file) : { file: null, problem: MISSING };
  }

  /** Looks up a name on PATH, and takes a path as it is. */
  private async find(nameOrPath: string): Promise<string | null> {
    const candidates = nameOrPath.includes('/')
      ? [nameOrPath]
      : this.host.path.split(delimiter).map((directory) => join(directory, nameOrPath));
    for (const candidate of candidates) if (await isProgram(candidate)) return candidate;
    return null;
  }
}

function toLocation(file: string): ClaudeLocation {
  const isScript = /\.[cm]?js$/.test(file);
  return isScript
    ? { file: process.execPath, leadingArgs: [file], problem: null }
    : { file, leadingArgs: [], problem: null };
}

async function ownCopy(): Promise<string | null> {
  try {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve('@anthropic-ai/claude-code/package.json');
    const { bin } = require(manifest) as { bin: { claude: string } };
    const file = join(dirname(manifest), bin.claude);
    return (await isProgram(file)) ? file : null;
  } catch {
    return null;
  }
}

async function isProgram(file: string): Promise<boolean> {
  try {
    // Node.js runs a script, and only needs to read it.
    await access(file, /\.[cm]?js$/.test(file) ? constants.R_OK : constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
