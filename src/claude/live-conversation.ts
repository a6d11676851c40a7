import { within } from '../sandbox/process-group.js';
import { toMessageInput } from './claude-command.js';
import type {
  ClaudeConversation,
  ConversationEnd,
  ConversationListener,
  McpServerStatus,
} from './claude-conversation.js';
import type { LaunchedClaude } from './claude-launcher.js';
import type { Ending, ProcessLimits } from './claude-process.js';
import { endReasonOf, explainEnd } from './conversation-verdict.js';
import { MessageLedger } from './message-ledger.js';
import { explainResult } from './result-failure.js';
import type { MessageFact, ResultFact, StreamFact } from './stream-json.js';

/** How long the CLI may take to leave once nothing more is to come, in milliseconds. */
const EXIT_GRACE_MS = 10_000;
/** The same when somebody waits for it. */
const CLOSE_GRACE_MS = 3_000;

/** A conversation whose process runs. */
export class LiveConversation implements ClaudeConversation {
  readonly ended: Promise<ConversationEnd>;
  private readonly ledger = new MessageLedger();
  private servers: readonly McpServerStatus[] = [];
  private idle = true;
  /** What the caller asked for last, while there was a process to ask. */
  private asked: 'finished' | 'closed' | null = null;
  private busySince = 0;
  private busyMs = 0;

  constructor(
    private readonly claude: LaunchedClaude,
    private readonly limits: ProcessLimits,
    private readonly listener: ConversationListener,
  ) {
    claude.process.rest();
    this.ended = claude.process.finish().then((ending) => this.toEnd(ending));
    // Whoever holds the conversation awaits it; until then a failure is no unhandled rejection.
    this.ended.catch(() => undefined);
  }

  deliver({ id, text }: { readonly id: string; readonly text: string }): void {
    const open = this.asked === null && !this.claude.process.hasEnded;
    if (!this.ledger.deliver(id, open) || !open) return;
    if (this.idle) this.setBusy();
    this.claude.process.send(toMessageInput(id, text));
  }

  finish(): void {
    if (this.asked !== null || this.claude.process.hasEnded) return;
    this.asked = 'finished';
    this.claude.process.endInput();
    if (this.idle) this.claude.process.expectExit(EXIT_GRACE_MS);
  }

  async close(): Promise<void> {
    const { process } = this.claude;
    const gone = process.whenGone();
    if (!process.hasEnded) {
      this.asked = 'closed';
      process.endInput();
      const left = this.idle && (await within(CLOSE_GRACE_MS, gone));
      if (!left) process.stop('closed');
    }
    await gone;
  }

  /** What a line of Claude's says; the next one waits. */
  async hear(fact: StreamFact): Promise<void> {
    if (fact.kind === 'init') {
      await this.beginTurn();
      await this.noteServers(fact.mcpServers);
    } else if (fact.kind === 'message') await this.noteMessage(fact);
    else if (fact.kind === 'result') await this.endTurn(fact);
  }

  private async beginTurn(): Promise<void> {
    if (!this.ledger.openTurn()) return;
    if (this.idle) this.setBusy();
    else this.claude.process.work();
    await this.listener.onBusy();
  }

  private async noteMessage(fact: MessageFact): Promise<void> {
    if (fact.state === 'started') await this.beginTurn();
    if (this.ledger.note(fact)) await this.listener.onTaken(fact.id);
    // One that was answered in an earlier process has no turn here.
    if (fact.state === 'done') await this.settle();
  }

  private async endTurn(result: ResultFact): Promise<void> {
    const messageIds = this.ledger.closeTurn();
    if (!result.ok) await this.tellOfFailure(result, messageIds);
    await this.settle();
  }

  private async tellOfFailure(result: ResultFact, messageIds: readonly string[]): Promise<void> {
    const { record } = this.claude;
    const explained = explainResult(record, result);
    const resetsAt = explained.reason === 'usage_limit' ? record.resetsAt : null;
    await this.listener.onTurnFailed({ ...explained, resetsAt, messageIds });
  }

  private async noteServers(servers: readonly McpServerStatus[]): Promise<void> {
    if (JSON.stringify(servers) === JSON.stringify(this.servers)) return;
    this.servers = servers;
    await this.listener.onMcpServers(servers);
  }

  private setBusy(): void {
    this.idle = false;
    this.busySince = performance.now();
    this.claude.process.work();
  }

  private async settle(): Promise<void> {
    if (this.idle || !this.ledger.settled) return;
    this.setIdle();
    await this.listener.onIdle();
    if (this.idle && this.asked === 'finished') this.claude.process.expectExit(EXIT_GRACE_MS);
  }

  private setIdle(): void {
    this.idle = true;
    this.busyMs += performance.now() - this.busySince;
    this.claude.process.rest();
  }

  private toEnd(ending: Ending): ConversationEnd {
    if (!this.idle) this.setIdle();
    const { record } = this.claude;
    const reason = endReasonOf(ending, this.asked, this.ledger.settled);
    return {
      reason,
      failure: explainEnd(reason, record, ending, this.limits),
      summary: record.summary,
      numTurns: record.numTurns,
      ...record.usage,
      durationMs: Math.round(this.busyMs),
      unacknowledged: this.ledger.unacknowledged,
      unanswered: this.ledger.unanswered,
    };
  }
}
