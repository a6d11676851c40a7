import { Injectable } from '@nestjs/common';
import type { JobClaim } from '../../../platform/events/job-events.js';
import { MessageRecorder } from '../../../jobs/messages/message-recorder.js';
import { type OutputWish, RunOutputs } from '../../run/output/run-outputs.js';
import { RunJournal } from '../../run/run-journal.js';
import { ConversationRepository } from '../conversation.repository.js';
import { ConversationOutput } from './conversation-output.js';
import { ConversationRow } from './conversation-row.js';
import type { ConversationUsage } from './conversation-usage.js';

/** Makes the row of each process of a conversation. */
@Injectable()
export class ConversationRows {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly recorder: MessageRecorder,
    private readonly journal: RunJournal,
    private readonly outputs: RunOutputs,
  ) {}

  /** @param wish null: answers are text. */
  of(claim: JobClaim, usage: ConversationUsage, wish: OutputWish | null): ConversationRow {
    const output = new ConversationOutput(claim, wish, this.outputs, this.journal);
    return new ConversationRow(claim, usage, this.conversations, this.journal, this.recorder, output);
  }
}
