import type { TurnFailure } from '../../../claude/conversations/claude-conversation.js';
import { JobPostponed } from '../../run/job-postponed.js';

/** Where a conversation stands, and what follows from it. Knows no store, no Claude and no clock. */
export class ConversationState {
  /** Claude's until it is known to owe nothing: in doubt, the conversation is resumed. */
  private turn: 'claude' | 'person' = 'claude';
  /** The caller has asked for its end. */
  private completing = false;
  /** Why the model could not answer; it stands, whatever comes after it. */
  private refusal: JobPostponed | null = null;
  /** Outranks a refusal: without budget nothing can be resumed. */
  private budgetUsedUp = false;

  /** Claude owes an answer at this moment. */
  get isAnswerOwed(): boolean {
    return this.turn === 'claude';
  }

  get isOverBudget(): boolean {
    return this.budgetUsedUp;
  }

  /** Why the conversation resumes later; null: the model could be used. */
  get postponed(): JobPostponed | null {
    return this.refusal;
  }

  /** Whether Claude is still given what comes. */
  get takesMessages(): boolean {
    return !this.completing && this.refusal === null;
  }

  /** Claude's turn. @returns the phase of the job in it. */
  giveToClaude(): 'working' | 'completing' {
    this.turn = 'claude';
    return this.completing ? 'completing' : 'working';
  }

  /** The person's turn. @returns whether the person is waited for. */
  giveToPerson(): boolean {
    this.turn = 'person';
    return !this.completing;
  }

  complete(): void {
    this.completing = true;
  }

  useUpBudget(): void {
    this.budgetUsedUp = true;
  }

  /** @returns whether the messages of the turn are to be asked again later; false: the conversation goes on. */
  failTurn(turn: TurnFailure): boolean {
    this.refusal ??= JobPostponed.from(turn);
    return this.refusal !== null;
  }
}
