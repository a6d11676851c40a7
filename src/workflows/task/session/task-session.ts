import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../../../claude/cli/claude-sessions.js';
import { Env } from '../../../platform/config/env.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import type { Job } from '../../../jobs/records/job.js';
import type { JobRun } from '../../run/job-run.js';
import { RunJournal } from '../../run/run-journal.js';
import { RepositoryOfJob } from '../../run/repository-of-job.js';
import { untilStored } from '../../run/until-stored.js';
import { conversationSoFar } from './conversation-so-far.js';
import { ConversationRepository, type PersonMessage } from '../conversation.repository.js';
import { MessageAliases } from './message-aliases.js';
import { TranscriptRepository } from './transcript.repository.js';

/** How Claude's side of a conversation begins, or begins again. */
export interface SessionStart {
  readonly sessionId: string;
  readonly resume: boolean;
  /** What Claude is told before anything that is stored as a message. */
  readonly opening: readonly PersonMessage[];
  /** Stands before the first message that Claude gets; empty: nothing. */
  readonly preface: string;
  readonly aliases: MessageAliases;
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
    private readonly repositories: RepositoryOfJob,
  ) {}

  /** The session's id is stored before any process has it. */
  async begin({ job, claim }: JobRun): Promise<SessionStart> {
    if (job.session_id !== null && (await this.sessions.exists(job.id, job.session_id))) {
      return { sessionId: job.session_id, resume: true, preface: '', ...(await this.takeUp(job, claim)) };
    }
    const sessionId = randomUUID();
    const aliases = new MessageAliases(job.message_aliases);
    const { model } = await this.repositories.termsOf(job, null);
    await this.journal.save(claim, { session_id: sessionId, model: model ?? this.env.CLAUDE_MODEL });
    if (job.session_id === null) return { sessionId, resume: false, opening: [promptOf(job)], preface: '', aliases };
    return { sessionId, resume: false, aliases, ...(await this.retell(job, claim, aliases)) };
  }

  /**
   * After an interruption in an answer, whatever has no answer in the store is asked again, the prompt before the messages,
   * and each under another id: the CLI may remember an answer that was lost on its way to the store, and would only
   * acknowledge the message under the id that it knows (2.1.328).
   */
  private async takeUp(job: Job, claim: JobClaim): Promise<Pick<SessionStart, 'opening' | 'aliases'>> {
    const aliases = new MessageAliases(job.message_aliases);
    if (!job.answer_owed) return { opening: [], aliases };
    const lost = await this.withoutAnswer(job, claim, aliases);
    const renewed = aliases.renewed(lost);
    await this.journal.save(claim, { message_aliases: renewed });
    return { opening: lost.includes(job.id) ? [promptOf(job)] : [], aliases: new MessageAliases(renewed) };
  }

  /**
   * Ids of the prompt and the undelivered messages that have no answer in the store; those that have one are marked as
   * delivered. Looks for the id under which a message was last sent: under an earlier one it was refused or lost.
   */
  private async withoutAnswer(job: Job, claim: JobClaim, aliases: MessageAliases): Promise<string[]> {
    const { answered } = await untilStored(() => this.transcripts.of(job));
    const isOpen = (id: string): boolean => !answered.has(aliases.aliasOf(id));
    const open = [job.id].filter((id) => isOpen(id));
    for (const { id } of await untilStored(() => this.conversations.undelivered(job.id))) {
      if (isOpen(id)) open.push(id);
      else await untilStored(() => this.conversations.markDelivered(claim, id));
    }
    return open;
  }

  /**
   * The session is lost, with its node or with its directory. What has an answer in the store is retold as history; what
   * has none is asked again, once.
   */
  private async retell(
    job: Job,
    claim: JobClaim,
    aliases: MessageAliases,
  ): Promise<Pick<SessionStart, 'opening' | 'preface'>> {
    await this.journal.note(claim, 'Claude’s memory of the conversation is gone: it is given the conversation so far');
    await this.withoutAnswer(job, claim, aliases);
    const { said } = await untilStored(() => this.transcripts.of(job));
    return said.length === 0
      ? { opening: [promptOf(job)], preface: '' }
      : { opening: [], preface: conversationSoFar(said) };
  }
}

/** The prompt is not a stored message, so it has the job's own id. */
function promptOf({ id, prompt }: Job): PersonMessage {
  return { id, text: prompt };
}
