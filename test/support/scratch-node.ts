import { randomUUID } from 'node:crypto';
import { NodeRepository, type NodeSelf } from '../../src/queue/nodes/node.repository.js';
import type { Supabase } from '../../src/platform/store/supabase.token.js';

/** A server that is not there: what its row says. Each call is another life. */
export function nodeSelf(id: string, changes: Partial<NodeSelf> = {}): NodeSelf {
  const here = { instance: `folder of ${id}`, place: 'here', hostname: 'host', version: '1' };
  return { id, life: randomUUID(), ...here, capacity: 1, leaseSeconds: 30, beatSeconds: 1, ...changes };
}

/** The same, with its name taken. @throws Error when another has it. */
export async function enterNode(client: Supabase, id: string, changes: Partial<NodeSelf> = {}): Promise<NodeSelf> {
  const self = nodeSelf(id, changes);
  const { outcome } = await new NodeRepository(client).enter(self, true);
  if (outcome !== 'entered') throw new Error(`the name ${id} is ${outcome}`);
  return self;
}
