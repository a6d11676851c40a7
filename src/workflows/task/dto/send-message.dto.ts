import { IsString, Matches } from 'class-validator';
import { MaxCharacters } from '../../../http/validation/max-characters.js';
import { WITHOUT_NUL } from '../../../http/validation/text.js';

/** Body of POST /jobs/:id/message. */
export class SendMessageDto {
  @IsString({ message: 'message is required and must be a string' })
  @Matches(/\S/, { message: 'message must not be empty' })
  @MaxCharacters(200_000)
  @Matches(WITHOUT_NUL, { message: 'message must not contain NUL characters' })
  readonly message!: string;
}
