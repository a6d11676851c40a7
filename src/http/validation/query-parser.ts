import { parse } from 'node:querystring';

const MEMBER = /^([^[\]]+)\[([^[\]]*)\]$/;

type Query = Record<string, unknown>;

/** Reads a query string: `name[key]=value` is a member of the object `name`, which only those routes know that declare one. */
export function parseQuery(text: string): Query {
  const query: Query = Object.create(null) as Query;
  for (const [name, value] of Object.entries(parse(text))) {
    const [, object, key] = MEMBER.exec(name) ?? [];
    if (object === undefined || key === undefined) query[name] = value;
    else query[object] = withMember(query[object], key, value);
  }
  return query;
}

/** Two forms of one parameter make a list, as the same parameter twice does. */
function withMember(before: unknown, key: string, value: unknown): unknown {
  const isObject = typeof before === 'object' && before !== null && !Array.isArray(before);
  if (before !== undefined && !isObject) return [before, { [key]: value }];
  return Object.fromEntries([...Object.entries(before ?? {}), [key, value]]);
}
