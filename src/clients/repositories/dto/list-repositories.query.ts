import { IsOptional } from 'class-validator';
import { PageQuery } from '../../../http/paging/page.query.js';
import { IsId } from '../../../http/validation/is-id.js';

/** Query of GET /repos. */
export class ListRepositoriesQuery extends PageQuery {
  @IsOptional()
  @IsId()
  readonly clientId?: string;
}
