import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { Scope } from '../access/scope.js';
import { ChooseNodeDto } from './dto/choose-node.dto.js';
import { NodesService } from './nodes.service.js';

/** Pauses and resumes the taking of jobs; what runs goes on. A node is named in the query or in the body. */
@Scope('admin')
@Controller('admin')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  @Post('drain')
  @HttpCode(200)
  drain(@Query() query: ChooseNodeDto, @Body() body?: ChooseNodeDto) {
    return this.nodes.setDraining(query.node ?? body?.node ?? null, true);
  }

  @Post('resume')
  @HttpCode(200)
  resume(@Query() query: ChooseNodeDto, @Body() body?: ChooseNodeDto) {
    return this.nodes.setDraining(query.node ?? body?.node ?? null, false);
  }
}
