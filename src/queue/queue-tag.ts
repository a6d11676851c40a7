import { createHash } from 'node:crypto';

/** The ETag of the queue as answered: heartbeats, which come each second, are no change of it. */
export function queueTag(queue: object): string {
  const text = JSON.stringify(queue, (name, value: unknown) => (name === 'last_heartbeat' ? undefined : value));
  return `W/"${createHash('sha256').update(text).digest('base64url')}"`;
}
