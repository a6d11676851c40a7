import type { ConversationRequest } from './claude-conversation.js';
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

/** The arguments of a run; the prompt is not among them, it goes to stdin. */
export function toRunArguments(request: ClaudeRequest, defaultModel: string | null): string[] {
  return [...commonArguments(request, defaultModel), ...PROFILE_ARGUMENTS[request.profile], ...costArguments(request)];
}

function costArguments({ maxCostUsd }: { readonly maxCostUsd?: number | null }): string[] {
  return maxCostUsd ? ['--max-budget-usd', maxCostUsd.toFixed(6)] : [];
}

/**
 * The arguments of a conversation, which reads and changes nothing: `--tools` leaves no tool that could, and `--restricted`
 * keeps the remaining ones inside the working tree, symbolic links and `@path` in a message included. What else Claude may
 * use is on the list of the MCP settings; everything else is refused, nothing waits for an answer.
 */
export function toConversationArguments(request: ConversationRequest, defaultModel: string | null): string[] {
  const { mcp } = request;
  return [
    ...commonArguments(request, defaultModel),
    '--input-format',
    'stream-json',
    // With it the CLI says when a message has become part of the conversation.
    '--replay-user-messages',
    '--restricted',
    '--permission-mode',
    'dontAsk',
    '--tools',
    'Read,Grep,Glob',
    ...costArguments(request),
    ...(mcp === null ? [] : ['--mcp-config', mcp.configPath]),
    ...(mcp === null || mcp.allowedTools.length === 0 ? [] : ['--allowedTools', mcp.allowedTools.join(',')]),
  ];
}

type CommonRequest = Pick<ConversationRequest, 'sessionId' | 'resume' | 'cwd' | 'model'> & {
  readonly instructions?: string | null;
  readonly trustRepoConfig?: boolean;
};

function commonArguments(request: CommonRequest, defaultModel: string | null): string[] {
  const model = request.model ?? defaultModel;
  return [
    '-p',
    '--output-format',
    'stream-json',
    '--verbose',
    request.resume ? '--resume' : '--session-id',
    request.sessionId,
    ...settingsArguments(request),
    // Whoever configures MCP servers does so through the API: a repository's .mcp.json starts programs.
    '--strict-mcp-config',
    ...(model === null ? [] : ['--model', model]),
    ...(request.instructions ? ['--append-system-prompt', request.instructions] : []),
  ];
}

/**
 * A repository's own .claude/settings.json runs commands and can send the API key elsewhere. Without it its CLAUDE.md is read
 * only from an added folder. What a job leaves in settings.local.json never counts.
 */
function settingsArguments({ trustRepoConfig, cwd }: CommonRequest): string[] {
  return trustRepoConfig ? ['--setting-sources', 'user,project'] : ['--setting-sources', 'user', '--add-dir', cwd];
}

/** A prompt as stdin takes it: one that begins like a slash command would be carried out instead of read. */
export function toPromptInput(prompt: string): string {
  return /^\s*\//.test(prompt) ? `Task:\n${prompt}` : prompt;
}

/** A message as one line of `--input-format stream-json`. */
export function toMessageInput(id: string, text: string): string {
  const message = { role: 'user', content: [{ type: 'text', text: toPromptInput(text) }] };
  return `${JSON.stringify({ type: 'user', message, parent_tool_use_id: null, session_id: '', uuid: id })}\n`;
}
