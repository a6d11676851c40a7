import { IsOptional } from 'class-validator';
import type { Json } from '../../platform/store/database.types.js';
import type { Job, JobSettings } from '../records/job.js';
import { NO_SETTINGS } from '../types/job-type.js';
import { IsOutputSchema } from './is-output-schema.js';

/** What the body of POST /jobs may say of jobs whose last answer can be data. */
export class OutputFields {
  /** What that answer must fit, as a JSON Schema of draft 2020-12. */
  @IsOptional()
  @IsOutputSchema()
  readonly outputSchema?: Json | null;
}

/** In a column of its own, which `output` is compared with. */
export function outputSettingsOf({ outputSchema }: OutputFields): JobSettings {
  return { ...NO_SETTINGS, output_schema: outputSchema ?? null };
}

export function outputOptionsOf({ output_schema }: Pick<Job, 'output_schema'>): OutputFields {
  return { outputSchema: output_schema };
}
