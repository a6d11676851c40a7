/**
 * The messages of jobs, stored in order and in batches, even when the store is unavailable for a while.
 * jobs/streams sends them out live; claude/output knows what the lines of the CLI mean.
 * Enter through `MessageRecorder`, `MessageRepository`, `UnsavedMessages` and `systemMessage`.
 */
import { Module } from '@nestjs/common';
import { MessagePageRepository } from './message-page.repository.js';
import { MessagePages } from './message-pages.js';
import { MessageRecorder } from './message-recorder.js';
import { MessageRepository } from './message.repository.js';
import { UnsavedMessages } from './unsaved-messages.js';

@Module({
  providers: [MessagePageRepository, MessagePages, MessageRepository, MessageRecorder, UnsavedMessages],
  exports: [MessagePageRepository, MessagePages, MessageRepository, MessageRecorder, UnsavedMessages],
})
export class MessagesModule {}
