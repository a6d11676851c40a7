import { createHash } from 'node:crypto';

/** Number of user ids for jobs, from SANDBOX_FIRST_UID on; the same number of group ids for clones follows. */
export const IDS = 65_536;

/** The first free id from a start that `name` determines. @throws Error when all are taken. */
export function freeId(first: number, name: string, taken: ReadonlySet<number>): number {
  const start = createHash('sha256').update(name).digest().readUInt16BE(0);
  for (let step = 0; step < IDS; step += 1) {
    const id = first + ((start + step) % IDS);
    if (!taken.has(id)) return id;
  }
  throw new Error('every id in the range of SANDBOX_FIRST_UID is taken');
}
