import { Inject, Injectable } from '@nestjs/common';
import { parseStreamLine } from '../../../claude/output/stream-json.js';
import { describeRefusals, distinct } from '../../../claude/output/refusals.js';
import { MessageRecorder } from '../../../jobs/messages/message-recorder.js';
import { allRows } from '../../../platform/store/all-rows.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';
import type { JobRun } from '../job-run.js';
import { untilStored } from '../until-stored.js';
import { quotedBlock } from './quoted-block.js';

/** Results of Claude; inside of a string the quotes would be escaped. */
const RESULTS = '{%"type":"result"%';

/** What the CLI did not let Claude do in all attempts at a job, as its stored messages tell: the work may lack it. */
@Injectable()
export class RefusedActions {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly recorder: MessageRecorder,
  ) {}

  /** For the pull request, in markdown, with its heading; empty: nothing was refused. */
  async sectionsOf({ job }: JobRun): Promise<string[]> {
    await this.recorder.settle(job.id);
    const lines = await untilStored(() => this.lines(job.id));
    const refused = lines.map(parseStreamLine).flatMap((fact) => (fact?.kind === 'result' ? fact.refused : []));
    if (refused.length === 0) return [];
    const sentence = 'Claude Code did not let Claude do this, so something may be missing:';
    return ['## Refused', sentence, quotedBlock(describeRefusals(distinct(refused), job.id))];
  }

  private async lines(jobId: string): Promise<string[]> {
    const rows = await allRows(async (from, to) =>
      unwrap(
        await this.db
          .from('agent_job_messages')
          .select('content')
          .eq('job_id', jobId)
          .eq('type', 'stdout')
          .like('content', RESULTS)
          .order('seq')
          .range(from, to),
      ),
    );
    return rows.map(({ content }) => content);
  }
}
