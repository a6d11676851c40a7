import { readFileSync } from 'node:fs';

/** A route as openapi.json has it. */
export interface DocumentedRoute {
  readonly method: string;
  /** Such as `/jobs/:id/cancel`. */
  readonly path: string;
  readonly bodyFields: readonly string[];
  readonly queryFields: readonly string[];
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: object;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** All routes, with the fields that their bodies and queries may have. */
export function documentedRoutes(): DocumentedRoute[] {
  const { paths, components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;
  const fieldsOf = ({ $ref, properties = {} }: Schema): string[] =>
    $ref === undefined ? Object.keys(properties) : fieldsOf(components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      bodyFields: fieldsOf(requestBody?.content['application/json']?.schema ?? {}),
      queryFields: parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : [])),
    })),
  );
}
