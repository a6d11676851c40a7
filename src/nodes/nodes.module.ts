import { Module } from '@nestjs/common';
import { NodeRepository } from './node.repository.js';
import { NodesController } from './nodes.controller.js';
import { NodesService } from './nodes.service.js';
import { OwnNode } from './own-node.js';

@Module({
  controllers: [NodesController],
  providers: [NodeRepository, NodesService, OwnNode],
  exports: [NodesService, OwnNode],
})
export class NodesModule {}
