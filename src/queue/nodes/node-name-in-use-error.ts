import type { Entry } from './node.repository.js';

/** Another live server has this one's name, so this one cannot start. */
export class NodeNameInUseError extends Error {
  override readonly name = 'NodeNameInUseError';

  /** @param chosen true: the name was set with NODE_ID; false: it comes from DATA_DIR. */
  constructor(id: string, chosen: boolean, { holder, holderSince }: Entry) {
    const other = `another live server on this database (on ${holder}, since ${holderSince})`;
    super(
      chosen
        ? `NODE_ID ${id} is in use by ${other}: give this server its own NODE_ID, or stop the other one`
        : `DATA_DIR seems to be a copy: its node-id ${id} is in use by ${other}: remove the file node-id, or set NODE_ID`,
    );
  }
}
