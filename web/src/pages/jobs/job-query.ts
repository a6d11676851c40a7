import type { paths } from '../../../../clients/typescript/src/schema.js';

export type JobQuery = Omit<NonNullable<paths['/jobs']['get']['parameters']['query']>, 'limit' | 'offset' | 'cursor'>;

/** Filters that the API takes as they stand in the address. */
const TEXTS = [
  'clientId',
  'featureId',
  'repositoryId',
  'jobType',
  'branch',
  'externalId',
  'createdByTeamMemberId',
  'createdAfter',
  'createdBefore',
  'q',
] as const;
const FLAGS = ['awaitingInput', 'archived'] as const;
const METADATA = /^metadata\[(.+)\]$/;

/** The filters of an address, as the API takes them. What it does not know is left out. */
export function queryOf(query: URLSearchParams): JobQuery {
  const texts = TEXTS.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  const flags = FLAGS.flatMap((name) => (query.get(name) === 'true' ? [[name, 'true']] : []));
  const status = query.get('status');
  const metadata = [...query].flatMap(([name, value]) => {
    const key = METADATA.exec(name)?.[1];
    return key === undefined ? [] : [[key, value]];
  });
  return {
    ...(Object.fromEntries([...texts, ...flags]) as JobQuery),
    ...(status ? { status: status.split(',') as NonNullable<JobQuery['status']> } : {}),
    ...(metadata.length > 0 ? { metadata: Object.fromEntries(metadata) as NonNullable<JobQuery['metadata']> } : {}),
  };
}
