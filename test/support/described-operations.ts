/** What of an OpenAPI document is needed to find an operation and its answers. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly headers?: Headers };
  readonly [other: string]: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: Examples }>> };
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

type Examples = Readonly<Record<string, { readonly value: object }>>;

export interface DescribedResponse {
  readonly content?: Readonly<Record<string, object>>;
  readonly headers?: Headers;
}

type Headers = Readonly<Record<string, { readonly required?: boolean; readonly $ref?: string }>>;

export interface DescribedOperation extends Operation {
  /** In lower case. */
  readonly verb: string;
  readonly path: string;
  /** Fits the paths of its requests. */
  readonly pattern: RegExp;
  /** Where it is in the document. */
  readonly pointer: readonly string[];
}

/** All operations, those with fewer variables in their path first: they win. */
export function describedOperations({ paths, components }: Document): DescribedOperation[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({
      ...operation,
      responses: withWholeHeaders(operation.responses, components?.headers ?? {}),
      verb,
      path,
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
      pointer: ['paths', path, verb],
    })),
  );
  return all.toSorted((one, other) => variablesIn(one.path) - variablesIn(other.path));
}

function variablesIn(path: string): number {
  return path.split('{').length - 1;
}

/** Headers that many responses have are described once, under their own names. */
function withWholeHeaders(responses: Operation['responses'], described: Headers): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { headers = {}, ...response }]) => {
      const whole = Object.entries(headers).map(([name, header]) => [name, header.$ref ? described[name] : header]);
      return [status, { ...response, headers: Object.fromEntries(whole) as Headers }];
    }),
  );
}

/** A JSON pointer as the fragment of a URI. */
export function pointerTo(parts: readonly string[]): string {
  return `#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}
