import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../claude/claude-sessions.js';
import { Env } from '../config/env.js';
import type { JobClaim } from '../events/job-events.js';
import type { Job } from '../jobs/job.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { conversationSoFar } from './conversation-so-far.js';
import { ConversationRepository, type PersonMessage } from './conversation.repository.js';
import { TranscriptRepository } from './transcript.repository.js';

/** How Claude's side of a conversation begins, or begins again. */
export interface SessionStart {
  readonly sessionId: string;
  readonly resume: boolean;
  /** What Claude is told before anything that is stored as a message. */
  readonly opening: readonly PersonMessage[];
  /** Stands before the first message that Claude gets; empty: nothing. */
  readonly preface: string;
}

/** Chooses between a new session and the one that was interrupted or set aside. */
@Injectable()
export class TaskSession {
  constructor(
    private readonly env: Env,
    private readonly sessions: ClaudeSessions,
    private readonly transcripts: TranscriptRepository,
    private readonly conversations: ConversationRepository,
    private readonly journal: RunJournal,
  ) {}

  /** The session's id is stored before any process has it. */
  async begin({ job, claim }: JobRun): Promise<SessionStart> {
    if (job.session_id !== null && (await this.sessions.exists(job.id, job.session_id))) {
      return { sessionId: job.session_id, resume: true, opening: interrupted(job), preface: '' };
    }
    const sessionId = randomUUID();
    await this.journal.save(claim, { session_id: sessionId, model: this.env.CLAUDE_MODEL });
    if (job.session_id === null) return { sessionId, resume: false, opening: [promptOf(job)], preface: '' };
    return { sessionId, resume: false, ...(await this.retell(job, claim)) };
  }

  /**
   * The session is lost, with its node or with its folder. What has an answer in the store is told as the past; whatever
   * has none is asked again, once.
   */
  private async retell(job: Job, claim: JobClaim): Promise<Pick<SessionStart, 'opening' | 'preface'>> {
    const { said, answered } = await this.transcripts.of(job);
    await this.journal.note(claim, 'Claude’s memory of the conversation is gone: it is told what was said so far');
    for (const { id } of await this.conversations.undelivered(job.id)) {
      if (answered.has(id)) await this.conversations.markDelivered(claim, id);
    }
    return said.length === 0
      ? { opening: [promptOf(job)], preface: '' }
      : { opening: [], preface: conversationSoFar(said) };
  }
}

/**
 * After an interruption in an answer the prompt goes again, before the messages that have no answer: Claude Code knows by
 * the id what it has answered already and only acknowledges that (tried with 2.1.328), and answers what was cut off.
 */
function interrupted(job: Job): PersonMessage[] {
  return job.awaiting_input_since === null ? [promptOf(job)] : [];
}

/** The prompt is no stored message, so it goes by the job's own id. */
function promptOf({ id, prompt }: Job): PersonMessage {
  return { id, text: prompt };
}
