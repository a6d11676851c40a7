import { randomUUID } from 'node:crypto';
import type { PendingMessage } from './message.js';

/** A note of the server, outside any run. */
export function systemMessage(content: string): PendingMessage {
  return { id: randomUUID(), type: 'system', content, iteration_number: null, created_at: new Date().toISOString() };
}
