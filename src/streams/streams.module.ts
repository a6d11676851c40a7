import { Module } from '@nestjs/common';
import { JobHeadRepository } from './job-head.repository.js';
import { JobWatch } from './job-watch.js';
import { MessagePageRepository } from './message-page.repository.js';
import { MessageReader } from './message-reader.js';
import { OpenStreams } from './open-streams.js';
import { StreamsController } from './streams.controller.js';

@Module({
  controllers: [StreamsController],
  providers: [JobHeadRepository, JobWatch, MessagePageRepository, MessageReader, OpenStreams],
})
export class StreamsModule {}
