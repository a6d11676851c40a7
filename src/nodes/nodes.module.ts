import { Module } from '@nestjs/common';
import { NodeRepository } from './node.repository.js';
import { NodesController } from './nodes.controller.js';
import { NodesService } from './nodes.service.js';

@Module({ controllers: [NodesController], providers: [NodeRepository, NodesService], exports: [NodesService] })
export class NodesModule {}
