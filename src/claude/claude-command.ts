import type { ClaudeProfile, ClaudeRequest } from './claude-run.js';

/**
 * What Claude may use, as a positive list: a later CLI that brings new tools does not widen it. No web tools (what a page
 * says would be taken for instructions), none that reach other sessions, worktrees or schedules of the machine.
 *
 * The permission mode is `acceptEdits` with Bash allowed, not `bypassPermissions`: as root the CLI refuses the latter
 * unless IS_SANDBOX claims a sandbox, which would be a lie with the driver `none`. This way root and others behave alike,
 * the file tools stay inside the working tree, and nothing ever waits for an answer: what is not allowed is refused.
 */
const PROFILE_ARGUMENTS: Readonly<Record<ClaudeProfile, readonly string[]>> = {
  code: [
    '--permission-mode',
    'acceptEdits',
    '--tools',
    'Bash,Read,Edit,Write,NotebookEdit,Glob,Grep,Task',
    '--allowedTools',
    'Bash',
  ],
};

/** The CLI's arguments; the prompt is not among them, it goes to stdin. */
export function toArguments(request: ClaudeRequest, defaultModel: string | null): string[] {
  const model = request.model ?? defaultModel;
  return [
    '-p',
    '--output-format',
    'stream-json',
    '--verbose',
    request.resume ? '--resume' : '--session-id',
    request.sessionId,
    // The repository's own .claude/settings.json and .mcp.json could run commands and send the API key elsewhere.
    '--setting-sources',
    'user',
    '--strict-mcp-config',
    ...PROFILE_ARGUMENTS[request.profile],
    // Without the repository's settings its CLAUDE.md is read only from an added folder.
    '--add-dir',
    request.cwd,
    ...(model === null ? [] : ['--model', model]),
    ...(request.instructions ? ['--append-system-prompt', request.instructions] : []),
    ...(request.maxCostUsd ? ['--max-budget-usd', String(request.maxCostUsd)] : []),
  ];
}

/** A prompt as stdin takes it: one that begins like a slash command would be carried out instead of read. */
export function toPromptInput(prompt: string): string {
  return /^\s*\//.test(prompt) ? `Task:\n${prompt}` : prompt;
}
