import { Inject, Injectable } from '@nestjs/common';
import { parseStreamLine } from '../../../claude/output/stream-json.js';
import type { Job } from '../../../jobs/records/job.js';
import { allRows } from '../../../platform/store/all-rows.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';
import { answeredMessages, type StoredLine } from './answered-messages.js';
import type { Utterance } from './conversation-so-far.js';

/** What the stored messages tell of a conversation. */
export interface Transcript {
  /** What was said and answered, in order, the prompt first; empty: not even the prompt was answered. */
  readonly said: readonly Utterance[];
  /** Ids of the person's messages whose answer is stored. */
  readonly answered: ReadonlySet<string>;
}

/**
 * Claude's lines that end a turn, and those that say that a message was taken into one, or was answered. Inside a string
 * the quotes would be escaped, so no quoted text can match.
 */
const RESULTS = '{%"type":"result"%';
const TAKEN = '{%"type":"user"%"isReplay":true%';
const COMPLETED = '{%"type":"command_lifecycle"%"state":"completed"%';
const SESSION = /"session_id":"([^"]+)"/;

/** Reads a conversation back from the job's messages: the record that does not depend on any node's disk. */
@Injectable()
export class TranscriptRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  async of({ id, prompt }: Pick<Job, 'id' | 'prompt'>): Promise<Transcript> {
    const [results, taken, completed, messages] = await Promise.all([
      this.lines(id, RESULTS),
      this.lines(id, TAKEN),
      this.lines(id, COMPLETED),
      this.personMessages(id),
    ]);
    const answered = answeredMessages([...results, ...taken, ...completed]);
    for (const message of messages) if (message.delivered_at !== null) answered.add(message.id);
    const answers = results.flatMap(({ seq, fact }) =>
      fact?.kind === 'result' && fact.text !== null ? [{ seq, speaker: 'claude' as const, text: fact.text }] : [],
    );
    const words = messages
      .filter((message) => answered.has(message.id))
      .map(({ seq, content }) => ({ seq, speaker: 'person' as const, text: content }));
    const said = [...answers, ...words].toSorted((a, b) => a.seq - b.seq);
    return { said: said.length === 0 ? [] : [{ speaker: 'person', text: prompt }, ...said], answered };
  }

  private async lines(jobId: string, pattern: string): Promise<StoredLine[]> {
    const rows = await allRows(async (from, to) =>
      unwrap(
        await this.db
          .from('agent_job_messages')
          .select('seq, content')
          .eq('job_id', jobId)
          .eq('type', 'stdout')
          .like('content', pattern)
          .order('seq')
          .range(from, to),
      ),
    );
    return rows.map(({ seq, content }) => ({
      seq,
      sessionId: SESSION.exec(content)?.[1] ?? null,
      fact: parseStreamLine(content),
    }));
  }

  private personMessages(jobId: string) {
    return allRows(async (from, to) =>
      unwrap(
        await this.db
          .from('agent_job_messages')
          .select('id, seq, content, delivered_at')
          .eq('job_id', jobId)
          .eq('type', 'user_input')
          .order('seq')
          .range(from, to),
      ),
    );
  }
}
