import { Module } from '@nestjs/common';
import { MessageRecorder } from './message-recorder.js';
import { MessageRepository } from './message.repository.js';

@Module({ providers: [MessageRepository, MessageRecorder], exports: [MessageRepository, MessageRecorder] })
export class MessagesModule {}
