import { ApiError } from '../../../clients/typescript/src/api-error.js';
import type { Client } from '../../../clients/typescript/src/client.js';
import type { Schemas } from './types.js';

/** The budget of a client; null: it has none. */
export async function readBudget(client: Client, id: string): Promise<Schemas['Budget'] | null> {
  try {
    return await client.get('/clients/{id}/budget', { params: { path: { id } } });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'no_budget') return null;
    throw error;
  }
}
