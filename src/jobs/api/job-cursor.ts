import { fromCursor, toCursor } from '../../http/paging/cursor.js';
import type { JobPlace } from '../records/job.repository.js';

/** Where the next page of a list of jobs begins. */
export function jobCursor({ created_at, id }: JobPlace): string {
  return toCursor([created_at, id]);
}

/** @throws DomainError `invalid` for anything that `jobCursor` did not make. */
export function toJobPlace(cursor: string): JobPlace {
  const [created_at, id] = fromCursor(cursor, ['moment', 'id']);
  return { created_at: String(created_at), id: String(id) };
}
