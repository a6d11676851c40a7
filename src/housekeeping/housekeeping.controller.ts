import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { HousekeepingService } from './housekeeping.service.js';

@Scope('admin')
@Controller('admin')
export class HousekeepingController {
  constructor(private readonly housekeeping: HousekeepingService) {}

  @Get('disk')
  disk() {
    return this.housekeeping.disk();
  }

  /** What would be done within the hour is done now; answered when it is. */
  @Post('housekeeping')
  @HttpCode(200)
  run() {
    return this.housekeeping.run();
  }
}
