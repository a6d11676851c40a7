import { type Arbitrary, array, constant, constantFrom, integer, json, oneof, tuple } from 'fast-check';
import { bodyHeaders, headers } from './fuzzed-headers.js';
import { DEEP_MARK, DEEP_TEXT, fields, idMark, nastyText, UNKNOWN_ID, value } from './fuzzed-values.js';
import type { RawRequest } from './send-raw.js';
import type { DocumentedRoute as Route } from './documented-routes.js';

export type FuzzedRequest = RawRequest;

/** Kinds of rows whose ids are asked for, in the order in which they are given. */
const ID_KINDS = ['clients', 'repos', 'jobs', 'jobs', 'keys', 'webhooks'];

/** What the fields of bodies may well be: behind a field that is right the next one is looked at. */
const DECENT: Readonly<Record<string, unknown>> = {
  prompt: 'Fuzzed',
  branchName: 'feature/fuzzed',
  clientId: '{id 0}',
  githubOrg: 'acme',
  githubRepo: 'app',
  message: 'Hello',
  name: 'Fuzzed',
  scopes: ['read'],
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/list',
  metadata: { ticket: 'PM-7' },
  mcpServers: { shop: { command: 'shop-mcp', args: ['-y'], env: { TOKEN: 'x' } } },
  allowedTools: { shop: ['find_order'] },
};
function writtenBody({ bodyFields: names }: Route): Arbitrary<string> {
  const decent = Object.fromEntries(names.flatMap((name) => (name in DECENT ? [[name, DECENT[name]]] : [])));
  const some = fields(names, value);
  const one = names.length === 0 ? some : tuple(constantFrom(...names), value).map(([name, of]) => ({ [name]: of }));
  const mostlyDecent = oneof(one, some, constant({})).map((body) => ({ ...decent, ...body }));
  return oneof(
    { weight: 4, arbitrary: mostlyDecent },
    { weight: 2, arbitrary: some },
    { weight: 1, arbitrary: value },
  ).map((body) => JSON.stringify(body) ?? 'null');
}

function bodyOf(route: Route): Arbitrary<string | null> {
  const written = writtenBody(route);
  const rubbish = oneof(
    json(),
    nastyText,
    constantFrom('{', '{"a":', '[1', '"', '{"__proto__":{"a":1}}', '['.repeat(9_000)),
  );
  if (route.method === 'GET') return oneof({ weight: 9, arbitrary: constant(null) }, { weight: 1, arbitrary: written });
  return oneof(
    { weight: 8, arbitrary: written },
    { weight: 1, arbitrary: rubbish },
    { weight: 1, arbitrary: constant(null) },
  );
}

function queryOf({ queryFields }: Route): Arbitrary<string> {
  const name = oneof(...(queryFields.length > 0 ? [constantFrom(...queryFields)] : []), nastyText);
  const pair = tuple(name, oneof(nastyText, idMark, integer().map(String)));
  const written = array(pair, { maxLength: 4 }).map((pairs) =>
    pairs.map(([key, text]) => `${encoded(key)}=${encoded(text)}`).join('&'),
  );
  return oneof(written, constant(''), constantFrom('&&&', '=', '%', 'a[b][c]=1', 'limit[]=1', '?', '%00=%ff'));
}

function pathOf({ path }: Route): Arbitrary<string> {
  const parts = path.split('/').map((part) => {
    if (!part.startsWith(':')) return constant(part);
    const own = ID_KINDS.flatMap((kind, index) => (path.includes(`/${kind}/`) ? [`{id ${index}}`] : []));
    const right = constantFrom(...(own.length > 0 ? own : ['{id 9}']));
    return oneof(
      { weight: 6, arbitrary: right },
      { weight: 1, arbitrary: idMark },
      { weight: 2, arbitrary: nastyText.map(encoded) },
      constantFrom('%', '%ff', '%00', '..'),
    );
  });
  return tuple(...parts).map((chosen) => chosen.join('/'));
}

/** Requests for a route with anything for its ids, its query, its headers and its body. `ids`: of a client, a repository, two jobs, a key and a webhook. */
export function fuzzedRequest(route: Route, ids: () => readonly string[]): Arbitrary<FuzzedRequest> {
  const withIds = (text: string): string =>
    text.replaceAll(/\{id (\d)\}/g, (_, index: string) => ids()[Number(index)] ?? UNKNOWN_ID);
  return tuple(pathOf(route), queryOf(route), bodyOf(route), headers, bodyHeaders).map(
    ([path, query, body, some, ofBody]) => ({
      method: route.method,
      path: withIds(query === '' ? path : `${path}?${query}`),
      headers: { ...some, ...(body === null ? {} : ofBody) },
      body: body === null ? null : withIds(body).replaceAll(`"${DEEP_MARK}"`, DEEP_TEXT),
    }),
  );
}

/** As in a URL; halves of characters, which no URL can hold, as their replacement. The marks of ids stay. */
function encoded(text: string): string {
  return /^\{id \d\}$/.test(text) ? text : encodeURIComponent(Buffer.from(text).toString());
}
