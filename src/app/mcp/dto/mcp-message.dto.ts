import { Allow, IsIn, IsObject, IsOptional, IsString, Length } from 'class-validator';

/** A request or a notification of JSON-RPC, as the Model Context Protocol sends them. */
export class McpMessageDto {
  @IsIn(['2.0'], { message: 'jsonrpc must be 2.0' })
  readonly jsonrpc!: '2.0';

  /** A text or a number; absent: nobody waits for an answer. */
  @Allow()
  readonly id?: string | number;

  @Length(1, 200, { message: 'method must have 1 to 200 characters' })
  @IsString({ message: 'method must be a string' })
  readonly method!: string;

  @IsOptional()
  @IsObject({ message: 'params must be an object' })
  readonly params?: object;
}
