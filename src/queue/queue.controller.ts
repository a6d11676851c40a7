import { Controller, Get } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { QueueService } from './queue.service.js';

@Scope('read')
@Controller('queue')
export class QueueController {
  constructor(private readonly queue: QueueService) {}

  @Get()
  get() {
    return this.queue.describe();
  }
}
