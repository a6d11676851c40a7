import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly $ref?: string;
}

interface Operation {
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
}

/** GitHub's own OpenAPI description, as far as `scripts/extract-github-openapi.mjs` took it over. */
export class GithubDescription {
  // From the project's root, for this file is also run from where the compiler puts it.
  private readonly description = JSON.parse(
    readFileSync(new URL('github-openapi.json', import.meta.url), 'utf8'),
  ) as Description;
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor() {
    this.ajv.addSchema(withoutBareNullable(this.description) as Description, 'github');
  }

  /** What is wrong with a request body; null: nothing. */
  requestProblem(method: string, path: string, body: unknown): string | null {
    const content = this.operation(method, path).requestBody;
    const pointer = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
    return content ? this.problem(pointer, body) : null;
  }

  /** What is wrong with an answer; null: nothing. */
  responseProblem(method: string, path: string, status: number, body: unknown): string | null {
    const response = this.operation(method, path).responses[String(status)];
    if (!response) return `${method} ${path} is not described to answer ${status}`;
    // Of some answers no more than the status is described.
    if (!response.$ref && !response.content) return null;
    const place = response.$ref?.slice(2).split('/') ?? ['paths', path, method, 'responses', String(status)];
    return this.problem([...place, 'content', 'application/json', 'schema'], body);
  }

  /** The least that a schema accepts: all required fields, null where that is allowed. */
  sample(schemaName: string): Record<string, unknown> {
    // Null may stand for the whole of some schemas, but is of no use.
    const schema = this.resolve(`#/components/schemas/${schemaName}`);
    return this.sampleOf({ ...schema, nullable: false }) as Record<string, unknown>;
  }

  private operation(method: string, path: string): Operation {
    const found = this.description.paths[path]?.[method];
    if (!found) throw new Error(`not in the extract of GitHub's description: ${method} ${path}`);
    return found;
  }

  private problem(pointer: readonly string[], value: unknown): string | null {
    const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    const reference = `github#/${escaped.join('/')}`;
    const validate = this.validators.get(reference) ?? this.ajv.compile({ $ref: reference });
    this.validators.set(reference, validate);
    return validate(value) ? null : this.ajv.errorsText(validate.errors);
  }

  private sampleOf(schema: Schema): unknown {
    if (schema.$ref) return this.sampleOf(this.resolve(schema.$ref));
    if (schema.nullable) return null;
    if (schema.enum) return schema.enum[0];
    const choice = schema.allOf ?? schema.oneOf ?? schema.anyOf;
    if (choice?.[0]) return this.sampleOf(choice[0]);
    if (schema.properties || schema.type === 'object') return this.sampleObject(schema);
    return plainSample(schema);
  }

  private sampleObject({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    return Object.fromEntries(required.map((name) => [name, this.sampleOf(properties[name] ?? {})]));
  }

  private resolve(reference: string): Schema {
    const parts = reference.slice(2).split('/');
    return parts.reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], this.description) as Schema;
  }
}

/** Ajv takes `nullable` only beside a `type`; beside `oneOf` and the like it becomes one more choice. */
function withoutBareNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => withoutBareNullable(each));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withoutBareNullable(value)] as const);
  const copy = Object.fromEntries(entries) as Record<string, unknown>;
  const { nullable, ...rest } = copy;
  return nullable === true && !('type' in rest) ? { anyOf: [{ type: 'null' }, rest] } : copy;
}

function plainSample({ type, format }: Schema): unknown {
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return false;
  if (format === 'date-time') return '2026-01-01T00:00:00Z';
  return format === 'uri' ? 'https://example.test/' : 'x';
}
