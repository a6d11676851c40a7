import { IsOptional } from 'class-validator';
import { Duration, type Milliseconds } from '../forms/duration.js';
import { AbsolutePath, OneOf, Text, WholeNumber } from '../forms/forms.js';

/** Claude Code: which CLI runs, how often it tries again, and how long the server waits for it. */
export class ClaudeVariables {
  /** Claude Code CLI. Unset: `claude` on the `PATH`, else the copy among the dependencies. */
  @IsOptional()
  @Text('a program')
  readonly CLAUDE_BIN: string | null = null;

  /** Model that Claude uses. Unset: the default of the CLI. */
  @IsOptional()
  @Text('a model name', /^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,99}$/)
  readonly CLAUDE_MODEL: string | null = null;

  /**
   * JSON file with the MCP servers that `task` jobs of all repositories may use:
   * `{"mcpServers": {…}, "allowedTools": {"<server>": ["<tool>"] or "*"}}`.
   */
  @IsOptional()
  @AbsolutePath()
  readonly MCP_CONFIG: string | null = null;

  /**
   * JSON file with your own prices by model, in US dollars for a million tokens: `{"<model>": {"input": 3, "output": 15,
   * "cacheRead": 0.3, "cacheWrite": 3.75}}`. `GET /usage` uses them in place of Claude Code's estimates.
   */
  @IsOptional()
  @AbsolutePath()
  readonly PRICES_FILE: string | null = null;

  /**
   * Where jobs run without a sandbox: whether the CLI refuses Claude the files that it guards (such as `.husky`, `.vscode`,
   * `.npmrc`, `.claude`), or nothing that the server's user may do (`allow`). In a sandbox nothing of the worktree is refused.
   */
  @OneOf('refuse', 'allow')
  readonly CLAUDE_GUARDED_FILES: 'refuse' | 'allow' = 'refuse';

  /** How often the CLI repeats a failed model request before it gives up. */
  @WholeNumber(0, 10)
  readonly CLAUDE_MAX_RETRIES: number = 4;

  /** How often in a row a job goes back to the queue because the model is overloaded or cannot be reached, before it fails. */
  @WholeNumber(0, 100)
  readonly MAX_OVERLOAD_REQUEUES: number = 5;

  /** How long such a job waits the first time; the wait doubles each time, up to 15 minutes. */
  @Duration()
  readonly OVERLOAD_BACKOFF: Milliseconds = 60_000;

  /** Longest run of one Claude process. */
  @Duration()
  readonly JOB_TIMEOUT: Milliseconds = 7_200_000;

  /** Longest silence of a Claude process. It must exceed the longest command that prints nothing. */
  @Duration()
  readonly JOB_IDLE_TIMEOUT: Milliseconds = 1_200_000;

  /** Longest run of one feedback command of a `ralph` job. */
  @Duration()
  readonly FEEDBACK_TIMEOUT: Milliseconds = 600_000;

  /** How long a conversation waits for an answer before its process ends; the next message resumes it. */
  @Duration()
  readonly TASK_PARK_AFTER: Milliseconds = 300_000;
}
