import type { ClaudeConversation, ConversationListener, TurnFailure } from '../claude/claude-conversation.js';
import type { JobClaim } from '../events/job-events.js';
import { type Budget, isOverBudget } from '../runs/budget.js';
import { JobPostponed } from '../runs/job-postponed.js';
import type { RunJournal } from '../runs/run-journal.js';
import { untilStored } from '../runs/until-stored.js';
import type { ConversationRepository, PersonMessage } from './conversation.repository.js';
import { MessageAliases } from './message-aliases.js';
import type { SessionStart } from './task-session.js';

export interface ConversationTools {
  readonly conversations: ConversationRepository;
  readonly journal: RunJournal;
  /** How long to wait for the person before the process is ended, in milliseconds. */
  readonly parkAfterMs: number;
  /** Resolves when everything that Claude has said so far is stored. */
  readonly settle: () => Promise<void>;
  /** Aborted when the server is stopping: the conversation is left as soon as nobody waits for an answer. */
  readonly stopping: AbortSignal;
  readonly budget: Budget;
  /** What cannot be told to the caller any more, such as a lost claim. */
  readonly onError: (error: unknown) => void;
}

/** One process of a conversation: hands messages over in order, shows whose turn it is, and knows when to end. */
export class ConversationRun implements ConversationListener {
  /** Whether Claude owes an answer at this moment. */
  busy = true;
  /** The job's budget is used up: the conversation ends. */
  overBudget = false;
  private budgetTimer: NodeJS.Timeout | null = null;
  /** Why the model could not answer, so that all goes on later; null: it could. */
  postponed: JobPostponed | null = null;
  /** The messages that it did not answer; they are asked again under other ids. */
  private refused: readonly string[] = [];
  private conversation: ClaudeConversation | null = null;
  private aliases = new MessageAliases(null);
  private readonly handedOver = new Set<string>();
  /** How many of them came after Claude had last answered everything. */
  private owed = 0;
  /** The row says that it is Claude's turn. */
  private told = false;
  /** Taken into a turn that has not ended: a crash would lose their answer. */
  private readonly unanswered = new Set<string>();
  private finishing = false;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private preface = '';
  private readonly onStopping = (): void => {
    if (!this.busy) this.leave();
  };

  constructor(
    private readonly claim: JobClaim,
    private readonly tools: ConversationTools,
  ) {}

  /** Delivers what comes first, then what is stored; the preface stands before the first of all. */
  async start(conversation: ClaudeConversation, { opening, preface, aliases }: SessionStart): Promise<void> {
    this.conversation = conversation;
    this.preface = preface;
    this.aliases = aliases;
    this.tools.stopping.addEventListener('abort', this.onStopping, { once: true });
    if (opening.length > 0) await this.owe();
    for (const message of opening) this.deliver(message);
    await this.look();
    if (this.handedOver.size === 0 && !this.finishing) await this.onIdle();
  }

  /** Something was stored for this conversation: messages are handed over in the order of the store. */
  look(): Promise<void> {
    return this.inTurn(() => this.lookOnce()).catch(this.tools.onError);
  }

  /** One look after the other, or two would hand the same messages over in different orders. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.looking.then(task);
    this.looking = done.catch(() => undefined);
    return done;
  }

  /** Nothing happens by itself any more. */
  end(): void {
    this.keepOpen();
    this.rest();
    this.tools.stopping.removeEventListener('abort', this.onStopping);
  }

  onTaken(alias: string): Promise<void> {
    this.unanswered.add(this.aliases.originalOf(alias));
    return Promise.resolve();
  }

  async onBusy(): Promise<void> {
    this.work();
    // It may have begun a turn by itself.
    await this.owe();
  }

  /**
   * Claude owes an answer from here on. Called before it gets a message: once it has it, it may know an answer that the store
   * does not, and a row that says that it is the person's turn would let a crash lose it.
   */
  private async owe(): Promise<void> {
    this.busy = true;
    this.keepOpen();
    if (this.told) return;
    const phase = this.finishing ? 'completing' : 'working';
    await this.tools.journal.enter(this.claim, phase, { awaiting_input_since: null });
    this.told = true;
  }

  async onIdle(): Promise<void> {
    this.owed = 0;
    this.rest();
    if (this.postponed) return;
    // Only now: a message whose answer was cut off, or is not stored, is delivered again when the conversation is taken up.
    await this.tools.settle();
    for (const id of this.unanswered) await this.markDelivered(id);
    this.unanswered.clear();
    await this.look();
    await this.inTurn(() => this.awaitPerson());
  }

  /** The person's turn, unless another message was handed over meanwhile. */
  private async awaitPerson(): Promise<void> {
    if (this.owed > 0) return;
    this.busy = false;
    if (this.finishing) return;
    // An answer that was given is a good end of this attempt.
    const awaiting_input_since = new Date().toISOString();
    await this.tools.journal.enter(this.claim, 'awaiting_input', { awaiting_input_since, attempt: 1 });
    this.told = false;
    this.keepOpen();
    if (this.tools.stopping.aborted) this.leave();
    else this.timer = setTimeout(() => this.leave(), this.tools.parkAfterMs);
  }

  async onTurnFailed(turn: TurnFailure): Promise<void> {
    if (isOverBudget(turn)) return this.endOverBudget();
    this.postponed ??= JobPostponed.from(turn);
    if (!this.postponed) return this.tools.journal.note(this.claim, `Claude could not answer: ${turn.failure}`);
    this.refused = [...this.refused, ...turn.messageIds.map((alias) => this.aliases.originalOf(alias))];
    // Claude's next line, which is not heard before this is done, says that they were dealt with.
    await this.tools.journal.save(this.claim, { message_aliases: this.aliases.renewed(this.refused) });
    await this.tools.settle();
    // What earlier turns took was answered; whatever else was delivered is delivered again.
    for (const id of this.unanswered) {
      if (!this.refused.includes(id)) await this.markDelivered(id);
    }
    this.leave();
  }

  async onMcpServers(servers: readonly { readonly name: string; readonly status: string }[]): Promise<void> {
    const failed = servers.filter(({ status }) => status !== 'connected' && status !== 'pending');
    for (const { name, status } of failed) {
      await this.tools.journal.note(this.claim, `The MCP server ${name} is not available (${status})`);
    }
  }

  private async lookOnce(): Promise<void> {
    if (this.finishing || this.postponed || !this.conversation) return;
    // Asked first: a message can only have been stored before it.
    const completing = await this.tools.conversations.isCompleteRequested(this.claim.jobId);
    const messages = await this.tools.conversations.undelivered(this.claim.jobId);
    const fresh = messages.filter(({ id }) => !this.handedOver.has(id));
    if (fresh.length > 0) await this.owe();
    for (const message of fresh) this.deliver(message);
    if (!completing) return;
    this.finishing = true;
    this.keepOpen();
    await this.tools.journal.enter(this.claim, 'completing');
    this.conversation.finish();
  }

  private async markDelivered(id: string): Promise<void> {
    await untilStored(() => this.tools.conversations.markDelivered(this.claim, id));
  }

  private deliver(message: PersonMessage): void {
    if (this.handedOver.has(message.id)) return;
    this.handedOver.add(message.id);
    this.owed += 1;
    this.conversation?.deliver({ id: this.aliases.aliasOf(message.id), text: `${this.preface}${message.text}` });
    this.preface = '';
  }

  /** Its time counts while Claude works. */
  private work(): void {
    const { budget } = this.tools;
    budget.work();
    const left = budget.timeLeftMs;
    if (left !== null) this.budgetTimer ??= setTimeout(() => this.endOverBudget(), Math.max(left, 0));
  }

  private rest(): void {
    this.tools.budget.rest();
    if (this.budgetTimer) clearTimeout(this.budgetTimer);
    this.budgetTimer = null;
  }

  private endOverBudget(): void {
    this.overBudget = true;
    this.leave();
  }

  private leave(): void {
    void this.conversation?.close();
  }

  private keepOpen(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
