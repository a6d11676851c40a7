import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { CreatesRow, NewRowId } from '../../http/idempotency/creates-row.js';
import { ConversationService } from './conversation.service.js';
import { SendMessageDto } from './dto/send-message.dto.js';
import { Describe } from '../../http/description/describe.js';
import { CompletingAnswer, SentMessageAnswer } from './dto/task.answers.js';

@Scope('jobs')
@Concerns({ id: 'job' })
@Controller('jobs')
export class TaskController {
  constructor(private readonly conversations: ConversationService) {}

  /** The message's own id stands beside the published answer. */
  @Describe({
    id: 'sendMessage',
    summary: 'Sends a message to a conversation',
    answer: SentMessageAnswer,
    codes: ['job_not_a_task', 'job_not_running', 'job_completing'],
    examples: { answer: { message: 'Use the second option' } },
  })
  @Post(':id/message')
  @HttpCode(200)
  @CreatesRow()
  async send(@NewRowId() messageId: string, @Param('id', IdPipe) id: string, @Body() body: SendMessageDto) {
    await this.conversations.send(id, messageId, body.message);
    return { id, messageSent: true, messageId };
  }

  @Describe({
    id: 'completeJob',
    summary: 'Ends a conversation once all messages are answered',
    answer: CompletingAnswer,
    codes: ['job_not_a_task', 'job_not_running'],
  })
  @Post(':id/complete')
  @HttpCode(200)
  async complete(@Param('id', IdPipe) id: string) {
    await this.conversations.complete(id);
    return { id, status: 'completing' };
  }
}
