import type { TurnsSoFar } from '../../../claude/conversations/claude-conversation.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import type { MessageRecorder } from '../../../jobs/messages/message-recorder.js';
import type { RunJournal } from '../../run/run-journal.js';
import { untilStored } from '../../run/until-stored.js';
import type { ConversationRepository, PersonMessage } from '../conversation.repository.js';
import type { ConversationOutput } from './conversation-output.js';
import type { ConversationUsage } from './conversation-usage.js';

/** What the store says of a conversation, and is told of it, under one claim. */
export class ConversationRow {
  /** The row says that it is Claude's turn: it need not be told again. */
  private saysClaude = false;

  constructor(
    private readonly claim: JobClaim,
    private readonly usage: ConversationUsage,
    private readonly conversations: ConversationRepository,
    private readonly journal: RunJournal,
    private readonly recorder: MessageRecorder,
    private readonly output: ConversationOutput,
  ) {}

  /** Resolves when the row says so. @throws RunStopped */
  async sayClaudesTurn(phase: 'working' | 'completing'): Promise<void> {
    if (this.saysClaude) return;
    await this.journal.enter(this.claim, phase, { awaiting_input_since: null, answer_owed: true });
    this.saysClaude = true;
  }

  /** An answer that was given is a good end of this attempt. @throws RunStopped */
  async sayPersonsTurn(): Promise<void> {
    const turn = { awaiting_input_since: new Date().toISOString(), answer_owed: false };
    await this.journal.enter(this.claim, 'awaiting_input', { ...turn, attempt: 1 });
    this.saysClaude = false;
  }

  /** @throws RunStopped */
  async sayCompleting(): Promise<void> {
    await this.journal.enter(this.claim, 'completing');
  }

  /** What was said and used by the end of a turn: whoever waits for the person can be shown it. @throws RunStopped */
  async keepUp(soFar: TurnsSoFar): Promise<void> {
    await this.usage.settle(soFar);
    const { summary, output } = soFar;
    if (summary !== null) await this.journal.save(this.claim, { result_summary: summary });
    if (output !== null) await this.output.keep(output);
  }

  isCompleteRequested(): Promise<boolean> {
    return this.conversations.isCompleteRequested(this.claim.jobId);
  }

  /** Messages without an answer, in order. */
  undelivered(): Promise<readonly PersonMessage[]> {
    return this.conversations.undelivered(this.claim.jobId);
  }

  async markDelivered(id: string): Promise<void> {
    await untilStored(() => this.conversations.markDelivered(this.claim, id));
  }

  /** @throws RunStopped */
  async saveAliases(aliases: Record<string, string>): Promise<void> {
    await this.journal.save(this.claim, { message_aliases: aliases });
  }

  /** Resolves when everything that Claude has said so far is stored. */
  settle(): Promise<void> {
    return this.recorder.settle(this.claim.jobId);
  }

  note(text: string): Promise<void> {
    return this.journal.note(this.claim, text);
  }
}
