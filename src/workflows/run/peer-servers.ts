/**
 * The other servers on the same database. `queue/nodes` keeps the list and provides this: workflows, which lie below it, ask
 * only whether somebody else could carry on their work.
 */
export abstract class PeerServers {
  /** Whether another server that takes jobs is alive. @throws StoreUnavailableError */
  abstract areAlive(): Promise<boolean>;
}
