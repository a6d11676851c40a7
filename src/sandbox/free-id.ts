import { createHash } from 'node:crypto';

/** How many user ids, from SANDBOX_FIRST_UID on, are for jobs; as many group ids for clones follow them. */
export const IDS = 65_536;

/** Begins at a place that `name` decides. @throws Error when all are taken. */
export function freeId(first: number, name: string, taken: ReadonlySet<number>): number {
  const start = createHash('sha256').update(name).digest().readUInt16BE(0);
  for (let step = 0; step < IDS; step += 1) {
    const id = first + ((start + step) % IDS);
    if (!taken.has(id)) return id;
  }
  throw new Error('every id that SANDBOX_FIRST_UID provides is taken');
}
