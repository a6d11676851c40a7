import { Injectable } from '@nestjs/common';
import type { SaidOutput } from '../../../claude/output/stream-json.js';
import { OutputSchemas } from '../../../jobs/output/output-schemas.js';
import { type ToolSchema, unwrapped } from '../../../jobs/output/tool-schema.js';
import type { Job } from '../../../jobs/records/job.js';
import { JobReader } from '../../../jobs/records/job-reader.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { Json } from '../../../platform/store/database.types.js';
import { untilStored } from '../until-stored.js';

/** Of an answer as JSON. */
const MAX_BYTES = 1_000_000;

/** How Claude is asked for an answer as data. */
export interface OutputWish {
  /** The job's own schema. */
  readonly wanted: Json;
  readonly tool: ToolSchema;
  /** What Claude's instructions say of it; null: its tool says it all. */
  readonly instructions: string | null;
}

/** Columns of a job that has an answer. */
export interface GivenOutput {
  readonly output: Json;
  readonly output_valid: true;
}

/** The answer of a job as data: how Claude is asked for it, and whether what it says fits. */
@Injectable()
export class RunOutputs {
  constructor(
    private readonly schemas: OutputSchemas,
    private readonly jobs: JobReader,
    private readonly redactors: JobRedactors,
  ) {}

  /** null: the job wants none. */
  async wishOf({ output_schema: wanted }: Pick<Job, 'output_schema'>): Promise<OutputWish | null> {
    if (wanted === null) return null;
    const tool = await this.schemas.toolFor(wanted);
    return { wanted, tool, instructions: tool.isWhole ? null : inWords(wanted, tool) };
  }

  /** What Claude said, to be stored, or why it does not fit, as a sentence. */
  async judge(jobId: string, wish: OutputWish, said: SaidOutput | null): Promise<GivenOutput | string> {
    if (said === null) return 'Claude gave no answer as data, which outputSchema asks for.';
    const value = unwrapped(wish.tool, said.value) as Json;
    if (Buffer.byteLength(JSON.stringify(value)) > MAX_BYTES) return `${MISFIT}: it has more than ${MAX_BYTES} bytes.`;
    const problem = await this.schemas.problemOf(wish.wanted, value);
    if (problem !== null) return `${MISFIT}: ${problem}.`;
    return { output: this.clean(jobId, value), output_valid: true };
  }

  /** @throws JobFailure when the job wants an answer as data, and none that fits is stored. */
  async assertGiven(jobId: string): Promise<void> {
    const job = await untilStored(() => this.jobs.find(jobId));
    if (job === null || job.output_schema === null || job.output_valid) return;
    throw new JobFailure('The conversation was completed before Claude gave an answer that fits outputSchema.', {
      code: 'output_invalid',
    });
  }

  /** A secret may be a name as well. */
  private clean(jobId: string, value: Json): Json {
    const redactor = this.redactors.of(jobId);
    try {
      return JSON.parse(redactor.redactLine(JSON.stringify(value))) as Json;
    } catch {
      return redactor.redactJson(value);
    }
  }
}

const MISFIT = 'Claude’s answer does not fit outputSchema';

function inWords(wanted: Json, { isWrapped }: ToolSchema): string {
  const place = isWrapped ? ', in its field `output`' : '';
  return [
    `Give your final answer with the tool StructuredOutput${place}. It must be valid by the whole of this JSON Schema (draft 2020-12),`,
    `of which the tool knows only a part:\n${JSON.stringify(wanted)}`,
  ].join(' ');
}
