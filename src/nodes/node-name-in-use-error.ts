import type { Entry } from './node.repository.js';

/** Another server has the name of this one, and lives: a start ends with this. */
export class NodeNameInUseError extends Error {
  override readonly name = 'NodeNameInUseError';

  /** @param chosen by NODE_ID; else the name came with DATA_DIR. */
  constructor(id: string, chosen: boolean, { holder, holderSince }: Entry) {
    const other = `another server on this database, which is alive (on ${holder}, since ${holderSince})`;
    super(
      chosen
        ? `NODE_ID ${id} is in use by ${other}: give this one its own NODE_ID, or stop that one`
        : `DATA_DIR seems to be a copy: its node-id ${id} is in use by ${other}: remove the file node-id, or set NODE_ID`,
    );
  }
}
