import { IsBoolean, IsOptional, IsString, ValidateIf } from 'class-validator';
import { IsId } from '../../../http/validation/is-id.js';
import { Trimmed } from '../../../http/validation/text.js';
import { IsDescription, IsEventList } from './create-webhook.dto.js';

/** null is refused where it has no meaning. */
const WhenGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Body of PATCH /webhooks/:id: what is absent stays. */
export class ChangeWebhookDto {
  @WhenGiven()
  @Trimmed()
  @IsString({ message: 'url must be a string' })
  readonly url?: string;

  @WhenGiven()
  @IsEventList()
  readonly events?: string[];

  /** null: the jobs of all clients. */
  @IsOptional()
  @IsId()
  readonly clientId?: string | null;

  /** null clears it. */
  @IsOptional()
  @IsDescription()
  readonly description?: string | null;

  /** true also clears `disabled_reason`: what waited meanwhile is delivered. */
  @WhenGiven()
  @IsBoolean({ message: 'active must be true or false' })
  readonly active?: boolean;
}
