import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PeerServers } from '../../workflows/run/peer-servers.js';
import { type Node, NodeRepository } from './node.repository.js';
import { OwnNode } from './own-node.js';

/** The servers that share the database. */
@Injectable()
export class NodesService implements PeerServers {
  constructor(
    private readonly own: OwnNode,
    private readonly nodes: NodeRepository,
  ) {}

  list(): Promise<Node[]> {
    return this.nodes.list();
  }

  /** Whether another node could continue this node's jobs. */
  async areAlive(): Promise<boolean> {
    return (await this.nodes.list()).some(({ id, alive }) => alive && (id !== this.own.id || this.own.displaced));
  }

  /** @param id null: this node. @throws DomainError `not_found`, or `node_displaced` when another server has this node's name. */
  async setDraining(id: string | null, draining: boolean): Promise<Node> {
    const wanted = id ?? this.own.id;
    if (id === null || (id === this.own.id && !this.own.displaced)) await this.setOwnDraining(draining);
    else if (!(await this.nodes.setDraining({ id }, draining))) throw DomainError.notFound('Node', id);
    const node = (await this.nodes.list()).find((each) => each.id === wanted);
    if (!node) throw DomainError.notFound('Node', wanted);
    return node;
  }

  private async setOwnDraining(draining: boolean): Promise<void> {
    if (await this.own.setDraining(draining)) return;
    const sentence = 'Another server has the name of this one, which takes no jobs: name the node that you mean';
    throw new DomainError('conflict', 'node_displaced', sentence);
  }
}
