import type { ConversationRequest } from '../conversations/claude-conversation.js';
import type { Attached } from '../runs/attached-files.js';
import type { ClaudeRequest } from '../runs/claude-run.js';
import type { PermissionMode } from './claude-permissions.js';

/**
 * For reading without changing anything: `--tools` leaves no tool that could, and `--restricted` keeps the remaining ones
 * inside the working tree, including symbolic links and `@path` in a message.
 */
const READING_ARGUMENTS = ['--restricted', '--permission-mode', 'dontAsk', '--tools', 'Read,Grep,Glob'];

/**
 * The tools that Claude may use, as an allowlist: new tools in a later CLI do not extend it. No web tools (Claude could take
 * the text of a page for instructions), and none that reach other sessions, worktrees or schedules of the machine.
 */
const TOOLS = ['--tools', 'Bash,Read,Edit,Write,NotebookEdit,Glob,Grep,Task'];

/**
 * How the CLI decides what it lets Claude do with these tools; nothing ever waits for an answer. `bypassPermissions` refuses
 * nothing: the sandbox decides. With `acceptEdits` and Bash allowed, file tools stay inside the working tree, and files that
 * the CLI guards (such as `.husky`, `.npmrc`, `.claude`) are refused to every tool.
 */
const PERMISSION_ARGUMENTS: Readonly<Record<PermissionMode, readonly string[]>> = {
  guarded: ['--permission-mode', 'acceptEdits', '--allowedTools', 'Bash'],
  free: ['--permission-mode', 'bypassPermissions'],
};

const STRUCTURED_INPUT = ['--input-format', 'stream-json'];

/** The arguments of a run. The prompt is not among them: it goes to stdin. */
export function toRunArguments(
  request: ClaudeRequest,
  defaultModel: string | null,
  mode: PermissionMode,
  attached: Attached | null,
): string[] {
  const profile = request.profile === 'read' ? READING_ARGUMENTS : [...TOOLS, ...PERMISSION_ARGUMENTS[mode]];
  const input = showsImages(request, attached) ? STRUCTURED_INPUT : [];
  return [...commonArguments(request, defaultModel, attached), ...input, ...profile, ...costArguments(request)];
}

/** What a run reads from stdin. A session that is resumed has been shown the files. */
export function toRunInput(request: ClaudeRequest, attached: Attached | null): string {
  const { prompt, resume, sessionId } = request;
  if (showsImages(request, attached)) return toMessageInput(sessionId, prompt, attached);
  return toPromptInput(resume ? prompt : withNotice(prompt, attached));
}

function showsImages({ resume }: ClaudeRequest, attached: Attached | null): boolean {
  return !resume && attached !== null && attached.images.length > 0;
}

function withNotice(text: string, attached: Attached | null): string {
  return attached === null ? text : `${text}\n\n${attached.notice}`;
}

function costArguments({ maxCostUsd }: { readonly maxCostUsd?: number | null }): string[] {
  return maxCostUsd ? ['--max-budget-usd', maxCostUsd.toFixed(6)] : [];
}

/**
 * The arguments of a conversation, which only reads. The MCP settings list what else Claude may use; everything else is
 * refused, and nothing waits for an answer.
 */
export function toConversationArguments(
  request: ConversationRequest,
  defaultModel: string | null,
  attached: Attached | null,
): string[] {
  const { mcp } = request;
  return [
    ...commonArguments(request, defaultModel, attached),
    ...STRUCTURED_INPUT,
    // Makes the CLI report when a message has become part of the conversation.
    '--replay-user-messages',
    ...READING_ARGUMENTS,
    ...costArguments(request),
    ...(mcp === null ? [] : ['--mcp-config', mcp.configPath]),
    ...(mcp === null || mcp.allowedTools.length === 0 ? [] : ['--allowedTools', mcp.allowedTools.join(',')]),
  ];
}

type CommonRequest = Pick<ConversationRequest, 'sessionId' | 'resume' | 'cwd' | 'model'> & {
  readonly instructions?: string | null;
  readonly outputSchema?: string | null;
  readonly forkOf?: string | null;
  readonly trustRepoConfig?: boolean;
};

function commonArguments(request: CommonRequest, defaultModel: string | null, attached: Attached | null): string[] {
  const model = request.model ?? defaultModel;
  return [
    '-p',
    '--output-format',
    'stream-json',
    '--verbose',
    ...sessionArguments(request),
    ...settingsArguments(request),
    ...(attached === null ? [] : ['--add-dir', attached.directory]),
    // MCP servers are configured through the API only: a repository's .mcp.json starts programs.
    '--strict-mcp-config',
    ...(model === null ? [] : ['--model', model]),
    ...(request.outputSchema ? ['--json-schema', request.outputSchema] : []),
    ...(request.instructions ? ['--append-system-prompt', request.instructions] : []),
  ];
}

/** A session that has the memory of another is a fork of it: the other stays as it is. */
function sessionArguments({ sessionId, resume, forkOf }: CommonRequest): string[] {
  if (resume) return ['--resume', sessionId];
  return [...(forkOf ? ['--resume', forkOf, '--fork-session'] : []), '--session-id', sessionId];
}

/**
 * A repository's own .claude/settings.json runs commands and can send the API key elsewhere. Without these settings, the CLI
 * reads CLAUDE.md only from an added directory. A job's settings.local.json never applies.
 */
function settingsArguments({ trustRepoConfig, cwd }: CommonRequest): string[] {
  return trustRepoConfig ? ['--setting-sources', 'user,project'] : ['--setting-sources', 'user', '--add-dir', cwd];
}

/** A prompt for stdin: the CLI would execute one that begins like a slash command instead of reading it. */
export function toPromptInput(prompt: string): string {
  return /^\s*\//.test(prompt) ? `Task:\n${prompt}` : prompt;
}

/** A message as one line of `--input-format stream-json`. @param attached what comes with it; null: nothing. */
export function toMessageInput(id: string, text: string, attached: Attached | null): string {
  const images = (attached?.images ?? []).map(({ mediaType, data }) => {
    return { type: 'image', source: { type: 'base64', media_type: mediaType, data } };
  });
  const content = [...images, { type: 'text', text: toPromptInput(withNotice(text, attached)) }];
  const message = { role: 'user', content };
  return `${JSON.stringify({ type: 'user', message, parent_tool_use_id: null, session_id: '', uuid: id })}\n`;
}
