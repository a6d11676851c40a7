import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { HostEnvironment } from '../config/host-environment.js';

/** How to start the CLI, or why it cannot be started. */
export type ClaudeLocation =
  | { readonly file: string; readonly leadingArgs: readonly string[]; readonly problem: null }
  | { readonly file: null; readonly problem: string };

const NOT_RUNNABLE = 'Claude Code cannot be started: CLAUDE_BIN names no program that the server can run.';
const MISSING =
  'Claude Code is not installed on the server: install the `claude` command or set CLAUDE_BIN to where it is.';

/** Finds the Claude Code CLI: CLAUDE_BIN, else `claude` on PATH, else the copy among this server's dependencies. */
@Injectable()
export class ClaudeBinary {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
  ) {}

  /** Looks anew each time: the CLI may be installed or updated while the server runs. */
  async locate(): Promise<ClaudeLocation> {
    if (this.env.CLAUDE_BIN !== null) {
      const file = await this.find(this.env.CLAUDE_BIN);
      return file ? toLocation(file) : { file: null, problem: NOT_RUNNABLE };
    }
    const file = (await this.find('claude')) ?? (await ownCopy());
    return file ? toLocation(file) : { file: null, problem: MISSING };
  }

  /** A name is looked for on PATH, a path is taken as it is. */
  private async find(nameOrPath: string): Promise<string | null> {
    const candidates = nameOrPath.includes('/')
      ? [nameOrPath]
      : this.host.path.split(delimiter).map((folder) => join(folder, nameOrPath));
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
    // A script is handed to Node.js, which needs only to read it.
    await access(file, /\.[cm]?js$/.test(file) ? constants.R_OK : constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
