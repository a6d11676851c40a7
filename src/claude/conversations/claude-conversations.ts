import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { toConversationArguments } from '../cli/claude-command.js';
import type {
  ClaudeConversation,
  ConversationListener,
  ConversationNotStarted,
  ConversationRequest,
  TurnFailure,
} from './claude-conversation.js';
import { ClaudeLauncher } from '../cli/claude-launcher.js';
import { ClaudeProbe } from '../cli/claude.probe.js';
import { AttachedFiles } from '../runs/attached-files.js';
import { ClaudeSessions } from '../cli/claude-sessions.js';
import { tellsUsage } from '../output/usage.js';
import { LiveConversation } from './live-conversation.js';

/** Opens conversations with Claude Code: one process each, which reads the working tree, changes nothing, and waits for messages. */
@Injectable()
export class ClaudeConversations {
  private readonly logger = new Logger(ClaudeConversations.name);

  constructor(
    private readonly env: Env,
    private readonly launcher: ClaudeLauncher,
    private readonly probe: ClaudeProbe,
    private readonly sessions: ClaudeSessions,
    private readonly attached: AttachedFiles,
  ) {}

  /**
   * Starts the process, which says nothing before the first message. Its end sweeps all processes of the job, so a job can have
   * only one at a time. After `signal` they are gone within 10 seconds. Every line is emitted as `job.message`, as in a run.
   */
  async open(
    request: ConversationRequest,
    listener: ConversationListener,
    signal: AbortSignal,
  ): Promise<ClaudeConversation | ConversationNotStarted> {
    const { claim, cwd } = request;
    const attached = this.attached.of(claim.jobId);
    const args = toConversationArguments(request, this.env.CLAUDE_MODEL, attached);
    let live: LiveConversation | null = null;
    const launched = await this.launcher.launch(
      { claim, iterationNumber: null, cwd, args },
      signal,
      async (fact, { record }) => {
        if (tellsUsage(fact) && record.used) request.onUsed?.(record.used);
        if (fact.kind === 'result' && fact.ok) this.probe.noteRunResult({ reason: 'success' });
        await live?.handleFact(fact);
      },
    );
    if ('failure' in launched) return launched;
    const written = () => this.sessions.answersOf(claim.jobId, request.sessionId);
    live = new LiveConversation(launched, this.launcher.limits, this.watching(listener), written, attached);
    live.ended.then(
      ({ reason }) => this.logger.log(`job ${claim.jobId}: conversation ended (${reason})`),
      (error: unknown) =>
        this.logger.warn(`job ${claim.jobId}: conversation ended by a failed listener: ${String(error)}`),
    );
    return live;
  }

  private watching(listener: ConversationListener): ConversationListener {
    return {
      onTaken: (id) => listener.onTaken(id),
      onIdle: () => listener.onIdle(),
      onBusy: () => listener.onBusy(),
      onTurnEnded: (soFar) => listener.onTurnEnded(soFar),
      onMcpServers: (servers) => listener.onMcpServers(servers),
      onTurnFailed: (failure: TurnFailure) => {
        this.probe.noteRunResult(failure);
        return listener.onTurnFailed(failure);
      },
    };
  }
}
