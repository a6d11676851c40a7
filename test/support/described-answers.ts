import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describedOperations, type DescribedOperation, type Document, pointerTo } from './described-operations.js';

/** An answer as it came over the wire. */
export interface ReceivedAnswer {
  readonly method: string;
  /** Path and query of the request. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What any request may meet before a route is looked at. */
const EDGE_CODES = new Set([
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'request_timeout',
  'expectation_failed',
  'http_error',
  'not_found',
]);

type Schema = Record<string, unknown>;

/** Holds every answer of a server against openapi.json: status, headers, and body, in which an unknown field is a fault. */
export class DescribedAnswers {
  // The document is linted elsewhere, and a suite checks few answers of each kind: compiling is what costs here.
  private readonly ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  private readonly operations: readonly DescribedOperation[];
  private readonly compiled = new Map<string, ValidateFunction>();

  /** @param isOpen the server has extensions, whose routes and fields the document of the plain server does not have. */
  constructor(
    document: Document,
    private readonly isOpen: boolean,
  ) {
    (addFormats as unknown as { default: (ajv: Ajv2020) => void }).default(this.ajv);
    this.operations = describedOperations(document);
    this.ajv.addSchema(isOpen ? document : (closed(document) as Schema), 'document');
  }

  /** Of the committed document, read once. */
  static committed(isOpen: boolean): DescribedAnswers {
    const known = COMMITTED.get(isOpen);
    if (known) return known;
    const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document;
    const made = new DescribedAnswers(document, isOpen);
    COMMITTED.set(isOpen, made);
    return made;
  }

  /** @throws Error that says what of the answer is not described. */
  check(answer: ReceivedAnswer): void {
    const problem = this.problemOf(answer);
    if (problem === null) return;
    const { method, path, status, text } = answer;
    throw new Error(`${method} ${path} → ${status} is not as openapi.json says: ${problem}\n${text.slice(0, 2_000)}`);
  }

  /** @throws Error when an event of a stream is not described. */
  checkEvent(path: string, event: string, data: string): void {
    const operation = this.operationOf('GET', path);
    if (!operation) return;
    const schema = [
      ...operation.pointer,
      'responses',
      '200',
      'content',
      'text/event-stream',
      'schema',
      'x-events',
      event,
    ];
    const problem = this.problemOfJson(schema, data);
    if (problem !== null) throw new Error(`event ${event} of ${path} is not as openapi.json says: ${problem}\n${data}`);
  }

  /** @throws Error when what a webhook is told is not described. */
  checkWebhook(type: string, body: string): void {
    const content = ['webhooks', type, 'post', 'requestBody', 'content', 'application/json', 'schema'];
    const problem = this.problemOfJson(content, body);
    if (problem !== null) throw new Error(`the event ${type} is not as openapi.json says: ${problem}\n${body}`);
  }

  private problemOf(answer: ReceivedAnswer): string | null {
    const { method, path, status, headers, text } = answer;
    const operation = this.operationOf(method, path);
    const response = operation?.responses[String(status)];
    if (!operation || !response) return this.problemOfEdge(answer, operation !== null);
    const missing = Object.entries(response.headers ?? {}).find(
      ([name, { required }]) => required && !headers.has(name),
    );
    if (missing) return `the header ${missing[0]} is missing`;
    if (method === 'HEAD') return null;
    const [type = ''] = (headers.get('content-type') ?? '').split(';');
    if (response.content === undefined) return text === '' ? null : 'there is a body';
    if (!(type in response.content)) return `its type is ${type}, not ${Object.keys(response.content).join(' or ')}`;
    if (type !== 'application/json') return null;
    return this.problemOfJson([...operation.pointer, 'responses', String(status), 'content', type, 'schema'], text);
  }

  /** An answer that no route gave. */
  private problemOfEdge({ method, status, text }: ReceivedAnswer, isDescribed: boolean): string | null {
    if (status < 400) return this.isOpen && !isDescribed ? null : 'there is no such success';
    if (method === 'HEAD') return null;
    const problem = this.problemOfJson(['components', 'schemas', 'Error'], text);
    if (problem !== null || !isDescribed) return problem;
    const { code } = JSON.parse(text) as { code: string };
    return EDGE_CODES.has(code) ? null : `the operation has no ${status} with the code ${code}`;
  }

  private problemOfJson(schema: readonly string[], text: string): string | null {
    const validate = this.validatorOf(pointerTo(schema));
    try {
      if (validate(JSON.parse(text))) return null;
    } catch (error) {
      return `it is not JSON (${String(error)})`;
    }
    const faults = validate.errors ?? [];
    return faults.map((fault) => `${fault.instancePath} ${fault.message} ${JSON.stringify(fault.params)}`).join('; ');
  }

  private validatorOf(pointer: string): ValidateFunction {
    const validate = this.compiled.get(pointer) ?? this.ajv.compile({ $ref: `document${pointer}` });
    this.compiled.set(pointer, validate);
    return validate;
  }

  private operationOf(method: string, path: string): DescribedOperation | null {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    const [bare = ''] = path.split('?');
    return this.operations.find((each) => each.verb === verb && each.pattern.test(bare)) ?? null;
  }
}

/** From test/support as well as from its build in .rig/test/support. */
const UP = import.meta.url.includes('/.rig/') ? '../../../' : '../../';
const DOCUMENT = new URL(`${UP}openapi.json`, import.meta.url);

const COMMITTED = new Map<boolean, DescribedAnswers>();

/** The same document, in which objects have the properties that are named and no others. Parts of an `allOf` stay open. */
function closed(value: unknown, isPart = false): unknown {
  if (Array.isArray(value)) return value.map((each) => closed(each, isPart));
  if (typeof value !== 'object' || value === null) return value;
  const inner: Schema = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, closed(each, name === 'allOf')]),
  );
  const isObject = inner['type'] === 'object' && 'properties' in inner && !('additionalProperties' in inner);
  return isObject && !isPart ? { ...inner, additionalProperties: false } : inner;
}
