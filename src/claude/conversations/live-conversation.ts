import { within } from '../../sandbox/processes/process-group.js';
import { toMessageInput } from '../cli/claude-command.js';
import type { Attached } from '../runs/attached-files.js';
import type {
  ClaudeConversation,
  ConversationEnd,
  ConversationListener,
  DeliveredMessage,
  McpServerStatus,
  TurnsSoFar,
} from './claude-conversation.js';
import type { LaunchedClaude } from '../cli/claude-launcher.js';
import type { Ending, ProcessLimits } from '../cli/claude-process.js';
import { endReasonOf, explainEnd } from './conversation-verdict.js';
import { MessageLedger } from './message-ledger.js';
import { explainResult } from '../output/result-failure.js';
import type { MessageFact, ResultFact, StreamFact } from '../output/stream-json.js';
import type { AnswerUsageFact } from '../output/usage.js';

/** How long the CLI may take to exit once no more input follows, in milliseconds. */
const EXIT_GRACE_MS = 10_000;
/** The same when a caller waits for the exit. */
const CLOSE_GRACE_MS = 3_000;

/** A conversation with a running process. */
export class LiveConversation implements ClaudeConversation {
  readonly ended: Promise<ConversationEnd>;
  private readonly ledger = new MessageLedger();
  private servers: readonly McpServerStatus[] = [];
  private idle = true;
  /** The caller's last request while the process was running. */
  private asked: 'finished' | 'closed' | null = null;
  private busySince = 0;
  private busyMs = 0;

  constructor(
    private readonly claude: LaunchedClaude,
    private readonly limits: ProcessLimits,
    private readonly listener: ConversationListener,
    /** The answers in the transcript of the session. */
    private readonly written: () => Promise<readonly AnswerUsageFact[]>,
    private readonly attached: Attached | null,
  ) {
    claude.process.rest();
    this.ended = claude.process.finish().then((ending) => this.toEnd(ending));
    // The caller awaits it later; until then a failure must not be an unhandled rejection.
    this.ended.catch(() => undefined);
  }

  deliver({ id, text, bringsFiles }: DeliveredMessage): void {
    const open = this.asked === null && !this.claude.process.hasEnded;
    if (!this.ledger.deliver(id, open) || !open) return;
    if (this.idle) this.setBusy();
    this.claude.process.send(toMessageInput(id, text, bringsFiles ? this.attached : null));
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

  /** Handles a line of Claude's output; the next line waits for the promise. */
  async handleFact(fact: StreamFact): Promise<void> {
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
    // A message that was answered in an earlier process has no turn here.
    if (fact.state === 'done') await this.settle();
  }

  private async endTurn(result: ResultFact): Promise<void> {
    const messageIds = this.ledger.closeTurn();
    const isAfterthought = messageIds.length === 0 && this.claude.record.isAfterthought(result);
    await this.listener.onTurnEnded(this.soFar());
    if (!result.ok && !isAfterthought) await this.reportFailure(result, messageIds);
    await this.settle();
  }

  private async reportFailure(result: ResultFact, messageIds: readonly string[]): Promise<void> {
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

  private soFar(): TurnsSoFar {
    const { summary, output, used } = this.claude.record;
    const numbers = used ?? { numTurns: 0, inputTokens: 0, outputTokens: 0, costUsd: null, stretches: [] };
    const busyMs = this.busyMs + (this.idle ? 0 : performance.now() - this.busySince);
    return { summary, output, ...numbers, durationMs: Math.round(busyMs) };
  }

  private async toEnd(ending: Ending): Promise<ConversationEnd> {
    if (!this.idle) this.setIdle();
    const { record } = this.claude;
    if (record.isCutOff) record.refine(await this.written());
    const reason = endReasonOf(ending, this.asked, this.ledger.settled);
    return {
      reason,
      failure: explainEnd(reason, record, ending, this.limits),
      ...this.soFar(),
      unacknowledged: this.ledger.unacknowledged,
      unanswered: this.ledger.unanswered,
    };
  }
}
