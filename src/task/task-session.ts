import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../claude/claude-sessions.js';
import { Env } from '../config/env.js';
import type { Job } from '../jobs/job.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import type { PersonMessage } from './conversation.repository.js';

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
    private readonly journal: RunJournal,
  ) {}

  /** The session's id is stored before any process has it. */
  async begin({ job, claim }: JobRun): Promise<SessionStart> {
    if (job.session_id !== null && (await this.sessions.exists(job.id, job.session_id))) {
      return { sessionId: job.session_id, resume: true, opening: interrupted(job) };
    }
    const sessionId = randomUUID();
    await this.journal.save(claim, { session_id: sessionId, model: this.env.CLAUDE_MODEL });
    if (job.session_id !== null)
      await this.journal.note(claim, 'Claude’s memory of the conversation is gone: it begins anew');
    return { sessionId, resume: false, opening: [promptOf(job)] };
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
