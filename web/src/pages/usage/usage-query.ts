import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';

export type Usage = Schemas['Usage'];
export type Group = Usage['group_by'];

export interface Range {
  readonly from?: string;
  readonly to?: string;
  readonly clientId?: string;
}

/** What the address says; the API's own default is this month. */
export function rangeOf(query: URLSearchParams): Range {
  const given = ['from', 'to', 'clientId'].flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  return Object.fromEntries(given) as Range;
}

/** Budgets are for calendar months, so they can be compared with this one alone. */
export function isThisMonth({ from, to }: Range): boolean {
  return from === undefined && to === undefined;
}

export function readUsage(client: Client, groupBy: Group, range: Range): Promise<Usage> {
  return client.get('/usage', { params: { query: { groupBy, ...range } } });
}
