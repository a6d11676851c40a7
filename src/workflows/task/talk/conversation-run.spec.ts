import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaudeConversation, TurnFailure } from '../../../claude/conversations/claude-conversation.js';
import { Budget } from '../../run/budget.js';
import type { RunJournal } from '../../run/run-journal.js';
import { ConversationRow } from './conversation-row.js';
import { ConversationRun } from './conversation-run.js';
import type { ConversationOutput } from './conversation-output.js';
import type { ConversationUsage } from './conversation-usage.js';
import type { ConversationRepository, PersonMessage } from '../conversation.repository.js';
import type { MessageRecorder } from '../../../jobs/messages/message-recorder.js';
import { HandedOverMessages } from './handed-over-messages.js';
import { MessageAliases } from '../session/message-aliases.js';

const CLAIM = { jobId: 'job', leaseToken: 1 };
const OPENING = { id: 'prompt', text: 'Look' };
const REFUSED: TurnFailure = { reason: 'usage_limit', failure: 'No more.', resetsAt: null, messageIds: ['m1'] };

/** What happens in the store and to Claude, in order. */
describe('a run of a conversation', () => {
  let happened: string[];
  let stored: PersonMessage[];
  let spent: AbortController;
  let run: ConversationRun;

  const write = (what: string) => {
    happened.push(what);
    return Promise.resolve();
  };
  const journal = {
    enter: (_: unknown, phase: string) => write(phase),
    save: (_: unknown, columns: object) => write(`save ${Object.keys(columns).join()}`),
    note: (_: unknown, text: string) => write(text),
  } as unknown as RunJournal;
  const conversations = {
    isCompleteRequested: () => Promise.resolve(false),
    undelivered: () => Promise.resolve([...stored]),
    markDelivered: (_: unknown, id: string) => write(`answered ${id}`),
  } as unknown as ConversationRepository;
  const usage = { settle: () => write('usage') } as unknown as ConversationUsage;
  const recorder = { settle: () => write('settle') } as unknown as MessageRecorder;
  const output = { keep: () => write('output') } as unknown as ConversationOutput;
  const claude = {
    deliver: ({ id }: PersonMessage) => happened.push(`deliver ${id}`),
    close: () => write('close'),
  } as unknown as ClaudeConversation;

  beforeEach(() => {
    happened = [];
    stored = [];
    spent = new AbortController();
    const row = new ConversationRow(CLAIM, usage, conversations, journal, recorder, output);
    const messages = new HandedOverMessages(new MessageAliases(null), '', 'prompt');
    const budget = new Budget({ max_cost_usd: null, max_duration_minutes: null }, { costUsd: 0, durationMs: 0 });
    const ends = { stopping: new AbortController().signal, spent: spent.signal };
    run = new ConversationRun(row, messages, budget, 60_000, ends, (error) => happened.push(String(error)));
  });

  afterEach(() => run.end());

  const begin = (opening: PersonMessage[]) => run.start(claude, opening);

  it('notes that an answer is owed before Claude has the message, once for all messages until the person’s turn', async () => {
    await begin([OPENING]);
    await run.onBusy();
    stored = [{ id: 'm1', text: 'And?' }];
    await run.look();
    await run.onTaken('prompt');
    await run.onTaken('m1');
    expect(happened).toEqual(['working', 'deliver prompt', 'deliver m1']);
    happened = [];
    stored = [];
    await run.onIdle();
    expect(happened).toEqual(['settle', 'answered prompt', 'answered m1', 'awaiting_input']);
    happened = [];
    stored = [{ id: 'm2', text: 'More' }];
    await run.look();
    await run.onBusy();
    expect(happened).toEqual(['working', 'deliver m2']);
    expect(run.state.isAnswerOwed).toBe(true);
  });

  it('shows a turn that Claude begins by itself', async () => {
    await begin([]);
    expect(happened).toEqual(['settle', 'awaiting_input']);
    await run.onBusy();
    expect(happened.slice(2)).toEqual(['working']);
  });

  it('does not call it the person’s turn while a message waits for Claude', async () => {
    await begin([OPENING]);
    await run.onTaken('prompt');
    stored = [{ id: 'm1', text: 'And?' }];
    await run.onIdle();
    expect(happened).toEqual(['working', 'deliver prompt', 'settle', 'answered prompt', 'deliver m1']);
    expect(run.state.isAnswerOwed).toBe(true);
  });

  it('has stored under which other id a refused message is asked again before it hears another word', async () => {
    await begin([OPENING]);
    stored = [{ id: 'm1', text: 'And?' }];
    await run.look();
    await run.onTaken('m1');
    happened = [];
    await run.onTurnFailed(REFUSED);
    expect(happened).toEqual(['save message_aliases', 'settle', 'close']);
  });

  it('is left when nothing more may be spent while the person is waited for', async () => {
    await begin([OPENING]);
    await run.onTaken('prompt');
    await run.onIdle();
    spent.abort();
    expect([happened.at(-1), run.state.isOverBudget]).toEqual(['close', false]);
  });

  it('is over budget when nothing more may be spent while Claude owes an answer', async () => {
    await begin([OPENING]);
    spent.abort();
    expect([happened.at(-1), run.state.isOverBudget]).toEqual(['close', true]);
  });
});
