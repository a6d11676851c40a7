import type { IncomingHttpHeaders } from 'node:http';

/** The version whose documents the features below were compared with. */
export const POSTGREST_DOCS = 'https://docs.postgrest.org/en/v14/references/api/';

const FILTERS = `${POSTGREST_DOCS}tables_views.html#operators`;
const LOGIC = `${POSTGREST_DOCS}tables_views.html#logical-operators`;
const PREFER = `${POSTGREST_DOCS}preferences.html`;

/** What of PostgREST's interface the server uses, and where it is documented. A feature that is not here is refused by the rig's gateway. */
export const DOCUMENTED: Readonly<Record<string, string>> = {
  'GET table': `${POSTGREST_DOCS}tables_views.html#read`,
  'HEAD table': `${POSTGREST_DOCS}pagination_count.html#exact-count`,
  'POST table': `${POSTGREST_DOCS}tables_views.html#insert`,
  'PATCH table': `${POSTGREST_DOCS}tables_views.html#update`,
  'DELETE table': `${POSTGREST_DOCS}tables_views.html#delete`,
  'POST rpc': `${POSTGREST_DOCS}functions.html#calling-with-post`,
  'parameter select': `${POSTGREST_DOCS}tables_views.html#vertical-filtering`,
  'parameter order': `${POSTGREST_DOCS}tables_views.html#ordering`,
  'parameter limit': `${POSTGREST_DOCS}pagination_count.html#query-parameters`,
  'parameter offset': `${POSTGREST_DOCS}pagination_count.html#query-parameters`,
  'parameter columns': `${POSTGREST_DOCS}tables_views.html#specifying-columns`,
  'parameter on_conflict': `${POSTGREST_DOCS}tables_views.html#on-conflict`,
  'parameter or': LOGIC,
  'operator eq': FILTERS,
  'operator neq': FILTERS,
  'operator gt': FILTERS,
  'operator gte': FILTERS,
  'operator lt': FILTERS,
  'operator lte': FILTERS,
  'operator like': FILTERS,
  'operator ilike': FILTERS,
  'operator in': FILTERS,
  'operator is': FILTERS,
  'operator not.is': LOGIC,
  'operator not.in': LOGIC,
  'prefer return=representation': `${PREFER}#return-representation`,
  'prefer return=minimal': `${PREFER}#minimal`,
  'prefer count=exact': `${POSTGREST_DOCS}pagination_count.html#exact-count`,
  'prefer resolution=merge-duplicates': `${POSTGREST_DOCS}tables_views.html#upsert`,
  'prefer resolution=ignore-duplicates': `${POSTGREST_DOCS}tables_views.html#upsert`,
  'prefer missing=default': `${PREFER}#missing`,
  'accept application/json': `${POSTGREST_DOCS}resource_representation.html`,
  'accept */*': `${POSTGREST_DOCS}resource_representation.html`,
  'accept application/vnd.pgrst.object+json': `${POSTGREST_DOCS}resource_representation.html#singular-or-plural`,
  'profile public': `${POSTGREST_DOCS}schemas.html`,
  'body object': `${POSTGREST_DOCS}tables_views.html#insert`,
  'body list': `${POSTGREST_DOCS}tables_views.html#bulk-insert`,
};

export interface SentRequest {
  readonly method: string;
  /** Below the prefix of the REST API. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request without its values. */
export interface RequestShape {
  /** Such as `GET clients?select=id,name&id=in&limit Prefer: count=exact`. */
  readonly line: string;
  /** What it uses, by the names of {@link DOCUMENTED}. */
  readonly features: readonly string[];
}

const PARAMETERS = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'or']);
/** Whose values are names, not data. */
const NAMING = new Set(['select', 'order', 'columns', 'on_conflict']);

export function shapeOf({ method, url, headers, body }: SentRequest): RequestShape {
  const { pathname, searchParams } = new URL(url, 'http://project');
  const path = pathname.slice(1);
  const fields = body === '' ? null : (JSON.parse(body) as object);
  const preferences = listOf(headers['prefer']);
  const accepted = listOf(headers['accept']);
  const features = [
    `${method} ${path.startsWith('rpc/') ? 'rpc' : 'table'}`,
    ...[...searchParams].flatMap(([name, value]) => featuresOf(name, value)),
    ...preferences.map((preference) => `prefer ${preference}`),
    ...accepted.map((type) => `accept ${type}`),
    ...listOf(headers['accept-profile'] ?? headers['content-profile']).map((profile) => `profile ${profile}`),
    ...(fields === null ? [] : [Array.isArray(fields) ? 'body list' : 'body object']),
  ];
  const query = [...searchParams].map(([name, value]) => (NAMING.has(name) ? `${name}=${value}` : keyOf(name, value)));
  const parts = [
    `${method} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    preferences.length > 0 ? `Prefer: ${preferences.join(', ')}` : '',
    accepted.some((type) => type.includes('object')) ? 'one object' : '',
    fields === null ? '' : `{${keysOf(fields).join(', ')}}`,
  ];
  return { line: parts.filter(Boolean).join(' '), features };
}

function featuresOf(name: string, value: string): string[] {
  if (name !== 'or') return PARAMETERS.has(name) ? [`parameter ${name}`] : [`operator ${operatorOf(value)}`];
  const conditions = [...value.matchAll(/[(,]\w+\.((?:not\.)?\w+)\./g)].map(([, operator]) => `operator ${operator}`);
  return ['parameter or', ...conditions];
}

function keyOf(name: string, value: string): string {
  return PARAMETERS.has(name) ? name : `${name}=${operatorOf(value)}`;
}

function operatorOf(value: string): string {
  return /^((?:not\.)?[a-z]+)\./.exec(value)?.[1] ?? 'none';
}

function keysOf(fields: object): string[] {
  const one: unknown = Array.isArray(fields) ? fields[0] : fields;
  return typeof one === 'object' && one !== null ? Object.keys(one).sort() : [];
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

export function undocumented({ features }: RequestShape): string[] {
  return features.filter((feature) => DOCUMENTED[feature] === undefined);
}
