import { IsString, Matches } from 'class-validator';
import { MaxCharacters } from '../../jobs/dto/max-characters.js';

/** Body of POST /jobs/:id/message. */
export class SendMessageDto {
  @IsString({ message: 'message is required and must be a text' })
  @Matches(/\S/, { message: 'message must not be empty' })
  @MaxCharacters(200_000)
  // oxlint-disable-next-line no-control-regex -- Postgres stores no NUL in a text
  @Matches(/^[^\x00]*$/, { message: 'message must not hold NUL characters' })
  readonly message!: string;
}
