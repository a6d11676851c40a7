import { IsBoolean, IsOptional } from 'class-validator';
import { OutputFields } from '../../../jobs/output/output-fields.js';

/** What the body of POST /jobs may say of a code job alone. */
export class CodeFields extends OutputFields {
  /** Claude makes a plan first, and changes nothing before a person has approved it. */
  @IsOptional()
  @IsBoolean({ message: 'planApproval must be true or false' })
  readonly planApproval: boolean = false;
}
