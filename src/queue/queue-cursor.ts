import { fromCursor, toCursor } from '../http/paging/cursor.js';
import type { QueuePoint } from '../jobs/records/queue-place.repository.js';

/** Where the next page of the queue begins; null: the page is empty. */
export function nextCursorOf(page: readonly QueuePoint[]): string | null {
  const last = page.at(-1);
  return last ? toCursor([last.priority, last.created_at, last.id]) : null;
}

/** @throws DomainError `invalid` for anything that `nextCursorOf` did not make. */
export function toQueuePoint(cursor: string): QueuePoint {
  const [priority, created_at, id] = fromCursor(cursor, ['integer', 'moment', 'id']);
  return { priority: Number(priority), created_at: String(created_at), id: String(id) };
}
