import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';

const BOOLEANS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false, '': false };

/** Query of GET /jobs/:id. */
export class GetJobQuery {
  @Transform(({ value }) => (typeof value === 'string' ? (BOOLEANS[value.toLowerCase()] ?? value) : value))
  @IsBoolean({ message: 'includeMessages must be true or false' })
  readonly includeMessages: boolean = false;
}
