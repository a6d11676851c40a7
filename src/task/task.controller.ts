import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { IdPipe } from '../common/is-id.js';
import { CreatesRow, NewRowId } from '../idempotency/creates-row.js';
import { ConversationService } from './conversation.service.js';
import { SendMessageDto } from './dto/send-message.dto.js';

@Scope('jobs')
@Controller('jobs')
export class TaskController {
  constructor(private readonly conversations: ConversationService) {}

  /** The message's own id stands beside the published answer. */
  @Post(':id/message')
  @HttpCode(200)
  @CreatesRow()
  async send(@NewRowId() messageId: string, @Param('id', IdPipe) id: string, @Body() body: SendMessageDto) {
    await this.conversations.send(id, messageId, body.message);
    return { id, messageSent: true, messageId };
  }

  @Post(':id/complete')
  @HttpCode(200)
  async complete(@Param('id', IdPipe) id: string) {
    await this.conversations.complete(id);
    return { id, status: 'completing' };
  }
}
