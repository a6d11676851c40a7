import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { ChooseNodeDto } from './dto/choose-node.dto.js';
import { NodesService } from './nodes.service.js';
import { Describe } from '../../http/description/describe.js';
import { NodeAnswer } from './dto/node.answer.js';

/** Stops a node from taking jobs, or lets it take them again; running jobs continue. The query or the body names the node. */
@Scope('admin')
@Concerns('server')
@Controller('admin')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  @Describe({
    id: 'drainNode',
    summary: 'Stops a server from taking jobs',
    answer: NodeAnswer,
    bodyIsOptional: true,
    codes: ['not_found', 'node_displaced'],
  })
  @Post('drain')
  @HttpCode(200)
  drain(@Query() query: ChooseNodeDto, @Body() body?: ChooseNodeDto) {
    return this.nodes.setDraining(query.node ?? body?.node ?? null, true);
  }

  @Describe({
    id: 'resumeNode',
    summary: 'Lets a server take jobs again',
    answer: NodeAnswer,
    bodyIsOptional: true,
    codes: ['not_found', 'node_displaced'],
  })
  @Post('resume')
  @HttpCode(200)
  resume(@Query() query: ChooseNodeDto, @Body() body?: ChooseNodeDto) {
    return this.nodes.setDraining(query.node ?? body?.node ?? null, false);
  }
}
