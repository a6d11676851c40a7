import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../claude/claude-sessions.js';
import { Env } from '../config/env.js';
import type { Job } from '../jobs/job.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { ConversationRepository, type PersonMessage } from './conversation.repository.js';

const CONTINUE = 'The server was restarted while you were answering. Please go on with your answer.';

/** How Claude's side of a conversation begins, or begins again. */
export interface SessionStart {
  readonly sessionId: string;
  readonly resume: boolean;
  /** What Claude is told before anything that is stored as a message. */
  readonly opening: readonly PersonMessage[];
}

/** Chooses between a new session and the one that was interrupted or set aside. */
@Injectable()
export class TaskSession {
  constructor(
    private readonly env: Env,
    private readonly sessions: ClaudeSessions,
    private readonly conversations: ConversationRepository,
    private readonly journal: RunJournal,
  ) {}

  /** The session's id is stored before any process has it. */
  async begin({ job, claim }: JobRun): Promise<SessionStart> {
    if (job.session_id !== null && (await this.sessions.exists(job.id, job.session_id))) {
      return { sessionId: job.session_id, resume: true, opening: await this.reminder(job) };
    }
    const sessionId = randomUUID();
    await this.journal.save(claim, { session_id: sessionId, model: this.env.CLAUDE_MODEL });
    if (job.session_id !== null)
      await this.journal.note(claim, 'Claude’s memory of the conversation is gone: it begins anew');
    // The prompt is no stored message, so it goes by the job's own id.
    return { sessionId, resume: false, opening: [{ id: job.id, text: job.prompt }] };
  }

  /** An answer that was interrupted is not begun again by itself. With new messages waiting, they lead the way instead. */
  private async reminder(job: Job): Promise<PersonMessage[]> {
    if (job.awaiting_input_since !== null) return [];
    const waiting = await this.conversations.undelivered(job.id);
    return waiting.length > 0 ? [] : [{ id: randomUUID(), text: CONTINUE }];
  }
}
