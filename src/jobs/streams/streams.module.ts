/**
 * Follows jobs live with Server-Sent Events, from any server on the database.
 * Streams read the store and are woken by events; nothing is pushed into them.
 * Enter through `JobWait` and `toReadable`.
 */
import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { JobHeadRepository } from './job-head.repository.js';
import { JobWait } from './job-wait.js';
import { JobWatch } from './job-watch.js';
import { MessageReader } from './message-reader.js';
import { OpenStreams } from './open-streams.js';
import { StreamsController } from './streams.controller.js';

@Module({
  imports: [MessagesModule],
  controllers: [StreamsController],
  providers: [JobHeadRepository, JobWait, JobWatch, MessageReader, OpenStreams],
  exports: [JobWait],
})
export class StreamsModule {}
