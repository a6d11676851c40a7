import { IsOptional, Matches } from 'class-validator';

/** Which node is meant; none named: the one that is asked. */
export class ChooseNodeDto {
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/, { message: 'node must be the id of a node' })
  readonly node?: string;
}
