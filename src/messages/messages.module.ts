import { Module } from '@nestjs/common';
import { MessageRecorder } from './message-recorder.js';
import { MessageRepository } from './message.repository.js';
import { UnsavedMessages } from './unsaved-messages.js';

@Module({
  providers: [MessageRepository, MessageRecorder, UnsavedMessages],
  exports: [MessageRepository, MessageRecorder, UnsavedMessages],
})
export class MessagesModule {}
