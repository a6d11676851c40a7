import { describe, expect, it } from '@jest/globals';
import type { TurnFailure } from '../../../claude/conversations/claude-conversation.js';
import { ConversationState } from './conversation-state.js';

const failed = (reason: TurnFailure['reason']): TurnFailure => ({
  reason,
  failure: reason,
  resetsAt: null,
  messageIds: [],
});

describe('the state of a conversation', () => {
  it('owes an answer until it is known to owe none', () => {
    const state = new ConversationState();
    expect(state.isAnswerOwed).toBe(true);
    expect(state.giveToPerson()).toBe(true);
    expect(state.isAnswerOwed).toBe(false);
    expect(state.giveToClaude()).toBe('working');
    expect(state.isAnswerOwed).toBe(true);
  });

  it('takes nothing more once it comes to its end, and then waits for nobody', () => {
    const state = new ConversationState();
    state.complete();
    expect(state.takesMessages).toBe(false);
    expect(state.giveToClaude()).toBe('completing');
    expect(state.giveToPerson()).toBe(false);
  });

  it('goes on after a failed turn, unless the model could not be used; the first reason stands', () => {
    const state = new ConversationState();
    expect(state.failTurn(failed('turn_limit'))).toBe(false);
    expect([state.postponed, state.takesMessages]).toEqual([null, true]);
    expect(state.failTurn(failed('usage_limit'))).toBe(true);
    expect(state.failTurn(failed('overloaded'))).toBe(true);
    expect([state.postponed?.reason, state.takesMessages]).toEqual(['usage_limit', false]);
  });
});
