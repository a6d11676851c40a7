import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain-error.js';
import { type Node, NodeRepository } from './node.repository.js';
import { OwnNode } from './own-node.js';

/** The servers that share the database. */
@Injectable()
export class NodesService {
  constructor(
    private readonly own: OwnNode,
    private readonly nodes: NodeRepository,
  ) {}

  list(): Promise<Node[]> {
    return this.nodes.list();
  }

  /** Whether somebody else could go on with what this node leaves. */
  async hasLivingPeers(): Promise<boolean> {
    return (await this.nodes.list()).some(({ id, alive }) => alive && (id !== this.own.id || this.own.displaced));
  }

  /** `id` null: this node. @throws DomainError `not_found`, or `node_displaced` when this node's name is another's now. */
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
    const sentence = 'Another server has the name of this one, which takes no jobs: name the node that is meant';
    throw new DomainError('conflict', 'node_displaced', sentence);
  }
}
