import { IsClientName } from './is-client-name.js';

export class CreateClientDto {
  @IsClientName()
  readonly name!: string;
}
