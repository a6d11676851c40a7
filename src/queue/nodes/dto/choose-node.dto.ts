import { IsOptional, Matches } from 'class-validator';

/** The node that is meant; default: the node that gets the request. */
export class ChooseNodeDto {
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/, { message: 'node must be the id of a node' })
  readonly node?: string;
}
