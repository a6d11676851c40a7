import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { HousekeepingService } from './housekeeping.service.js';
import { Describe } from '../../http/description/describe.js';
import { DiskAnswer, HousekeepingAnswer } from './dto/housekeeping.answers.js';

@Scope('admin')
@Concerns('server')
@Controller('admin')
export class HousekeepingController {
  constructor(private readonly housekeeping: HousekeepingService) {}

  @Describe({ id: 'getDiskUsage', summary: 'Disk usage of the server that answers', answer: DiskAnswer })
  @Get('disk')
  disk() {
    return this.housekeeping.disk();
  }

  /** Runs the hourly housekeeping now; responds when it is done. */
  @Describe({ id: 'cleanUp', summary: 'Runs the hourly housekeeping now', answer: HousekeepingAnswer })
  @Post('housekeeping')
  @HttpCode(200)
  run() {
    return this.housekeeping.run();
  }
}
