/**
 * The servers that share the database: which are alive, which are draining, who has which name, and /admin/drain.
 * Leases of jobs belong to queue/leases.
 * No other room enters; workflows ask `PeerServers`, which is provided here.
 */
import { Global, Module } from '@nestjs/common';
import { PeerServers } from '../../workflows/run/peer-servers.js';
import { NodeRepository } from './node.repository.js';
import { NodesController } from './nodes.controller.js';
import { NodesService } from './nodes.service.js';
import { OwnNode } from './own-node.js';

@Global()
@Module({
  controllers: [NodesController],
  providers: [NodeRepository, NodesService, OwnNode, { provide: PeerServers, useExisting: NodesService }],
  exports: [NodesService, OwnNode, PeerServers],
})
export class NodesModule {}
