import type {
  ClaudeConversation,
  ConversationListener,
  McpServerStatus,
  TurnFailure,
  TurnsSoFar,
} from '../../../claude/conversations/claude-conversation.js';
import { type Budget, isOverBudget } from '../../run/budget.js';
import type { JobRun } from '../../run/job-run.js';
import type { PersonMessage } from '../conversation.repository.js';
import { Alarm } from './alarm.js';
import type { ConversationRow } from './conversation-row.js';
import { ConversationState } from './conversation-state.js';
import type { HandedOverMessages } from './handed-over-messages.js';
import { Sequence } from './sequence.js';
import { WorkingTime } from './working-time.js';

/** One process of a conversation: hands messages over in order, shows whose turn it is, and knows when to end. */
export class ConversationRun implements ConversationListener {
  readonly state = new ConversationState();
  /** null: its process is not there yet. */
  private conversation: ClaudeConversation | null = null;
  /** One look after the other, or two would hand the same messages over in different orders. */
  private readonly looks = new Sequence();
  private readonly parking = new Alarm(() => this.leave());
  private readonly time: WorkingTime;
  private readonly onStopping = (): void => {
    if (!this.state.isAnswerOwed) this.leave();
  };
  /** A person who is waited for may answer when there is something to spend again. */
  private readonly onSpent = (): void => {
    if (this.state.isAnswerOwed) this.endOverBudget();
    else this.leave();
  };

  /**
   * @param parkAfterMs how long to wait for the person before the process is ended, in milliseconds.
   * @param ends `stopping`: the conversation is left as soon as nobody waits for an answer; `spent`: it ends, or is left if nobody
   * waits for an answer.
   * @param onError hears what cannot be told to the caller any more, such as a lost claim.
   */
  constructor(
    private readonly row: ConversationRow,
    private readonly messages: HandedOverMessages,
    budget: Budget,
    private readonly parkAfterMs: number,
    private readonly ends: Pick<JobRun, 'stopping' | 'spent'>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.time = new WorkingTime(budget, () => this.endOverBudget());
  }

  /** Delivers what comes first, then what is stored. */
  async start(conversation: ClaudeConversation, opening: readonly PersonMessage[]): Promise<void> {
    this.conversation = conversation;
    this.ends.stopping.addEventListener('abort', this.onStopping, { once: true });
    this.ends.spent.addEventListener('abort', this.onSpent, { once: true });
    // Before it had anything to do: what comes first waits.
    if (this.ends.spent.aborted) return this.leave();
    await this.deliver(conversation, opening);
    await this.look();
    if (this.messages.isEmpty && this.state.takesMessages) await this.onIdle();
  }

  /** Something was stored for this conversation: messages are handed over in the order of the store. */
  look(): Promise<void> {
    return this.looks.run(() => this.lookOnce()).catch(this.onError);
  }

  /** Cancels all timers. */
  end(): void {
    this.parking.callOff();
    this.time.rest();
    this.ends.stopping.removeEventListener('abort', this.onStopping);
    this.ends.spent.removeEventListener('abort', this.onSpent);
  }

  onTaken(alias: string): Promise<void> {
    this.messages.noteTaken(alias);
    return Promise.resolve();
  }

  async onBusy(): Promise<void> {
    this.time.work();
    // It may have begun a turn by itself.
    await this.owe();
  }

  async onIdle(): Promise<void> {
    this.messages.noteIdle();
    this.time.rest();
    if (this.state.postponed) return;
    await this.markAnswered();
    await this.look();
    await this.looks.run(() => this.awaitPerson());
  }

  async onTurnEnded(soFar: TurnsSoFar): Promise<void> {
    await this.row.keepUp(soFar);
  }

  async onTurnFailed(turn: TurnFailure): Promise<void> {
    if (isOverBudget(turn)) return this.endOverBudget();
    if (!this.state.failTurn(turn)) return this.row.note(`Claude could not answer: ${turn.failure}`);
    // Claude's next line, which is not read before this is done, says that they were handled.
    await this.row.saveAliases(this.messages.noteRefused(turn.messageIds));
    await this.markAnswered();
    this.leave();
  }

  async onMcpServers(servers: readonly McpServerStatus[]): Promise<void> {
    const failed = servers.filter(({ status }) => status !== 'connected' && status !== 'pending');
    for (const { name, status } of failed) await this.row.note(`The MCP server ${name} is not available (${status})`);
  }

  /**
   * Claude owes an answer from here on. Called before it gets a message: once it has it, it may know an answer that the store
   * does not, and a row that says that it is the person's turn would let a crash lose it.
   */
  private async owe(): Promise<void> {
    const phase = this.state.giveToClaude();
    this.parking.callOff();
    await this.row.sayClaudesTurn(phase);
  }

  private async deliver(conversation: ClaudeConversation, messages: readonly PersonMessage[]): Promise<void> {
    if (messages.length > 0) await this.owe();
    for (const message of messages) {
      const handedOver = this.messages.handOver(message);
      if (handedOver) conversation.deliver(handedOver);
    }
  }

  private async lookOnce(): Promise<void> {
    const { conversation } = this;
    if (!conversation || !this.state.takesMessages) return;
    // Asked first: a message can only have been stored before it.
    const completing = await this.row.isCompleteRequested();
    const messages = await this.row.undelivered();
    const fresh = messages.filter(({ id }) => !this.messages.has(id));
    await this.deliver(conversation, fresh);
    if (!completing) return;
    this.state.complete();
    this.parking.callOff();
    await this.row.sayCompleting();
    conversation.finish();
  }

  /**
   * A turn that took them has ended, and was not refused. Only once their answers are stored: a message whose answer was cut
   * off is delivered again when the conversation is taken up.
   */
  private async markAnswered(): Promise<void> {
    await this.row.settle();
    for (const id of this.messages.taken) {
      await this.row.markDelivered(id);
      this.messages.noteAnswered(id);
    }
  }

  /** The person's turn, unless another message was handed over meanwhile. */
  private async awaitPerson(): Promise<void> {
    if (this.messages.areWaiting) return;
    if (!this.state.giveToPerson()) return;
    await this.row.sayPersonsTurn();
    this.parking.callOff();
    if (this.ends.stopping.aborted || this.ends.spent.aborted) this.leave();
    else this.parking.set(this.parkAfterMs);
  }

  private endOverBudget(): void {
    this.state.useUpBudget();
    this.leave();
  }

  private leave(): void {
    void this.conversation?.close();
  }
}
