import type { OpenAPIObject } from '@nestjs/swagger';
import type { HandlerFacts } from './described-routes.js';
import { APPLIED_PREFERENCE, KEY, KNOWN_TAG, PREFERENCE, REPLAYED, REQUEST_ID, TAG } from './common-headers.js';
import { type DescribedAnswer, errorResponses } from './operation-errors.js';

/** An operation as Nest's own description of the controllers has it. */
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Answers = Record<string, DescribedAnswer>;
type Parameter = Record<string, unknown> & { readonly in: string; readonly name: string };

const JSON_TYPE = 'application/json';

/** An operation with what its scope, its kind of input and its limits mean for callers. */
export function completed(operation: Operation, facts: HandlerFacts, path: string, verb: string): Operation {
  const { description, scope, boundScope } = facts;
  const scopes = { 'x-required-scope': scope ?? 'none', 'x-required-scope-of-bound-keys': boundScope ?? 'none' };
  const access = scope === 'public' ? { security: [] } : { security: [{ bearer: [] }], ...scopes };
  return {
    ...operation,
    ...(description === null ? {} : { operationId: description.id }),
    tags: [path.split('/')[1] ?? ''],
    ...access,
    parameters: [...parametersOf(operation, facts), ...(hasTag(operation, verb) ? [KNOWN_TAG] : [])],
    ...requestBodyOf(operation, facts),
    responses: withHeaders({
      ...successesOf(operation, facts),
      ...(hasTag(operation, verb) ? unchanged(facts) : {}),
      ...errorResponses(facts, path),
    }),
  } as Operation;
}

function parametersOf(operation: Operation, { takesKey, description }: HandlerFacts): Parameter[] {
  const own = (operation.parameters ?? []) as Parameter[];
  return [...own.map(parameterOf), ...(takesKey ? [KEY] : []), ...(description?.waits ? [PREFERENCE] : [])];
}

function parameterOf(parameter: Parameter): Parameter {
  if (parameter.in === 'path') return { ...parameter, schema: { type: 'string', format: 'uuid' } };
  const { type } = (parameter['schema'] ?? {}) as { type?: unknown };
  if (parameter.in !== 'query') return parameter;
  // Lists are separated by commas; a member of an object is `name[key]`.
  if (type === 'array') return { ...parameter, style: 'form', explode: false };
  return type === 'object' ? { ...parameter, style: 'deepObject', explode: true } : parameter;
}

function requestBodyOf(operation: Operation, { takesBody, description }: HandlerFacts): object {
  if (!takesBody) return {};
  const { body, bodyIsOptional = false, examples = {} } = description ?? {};
  const content = { schema: body ?? declaredBody(operation), ...examplesOf(examples) };
  return { requestBody: { required: !bodyIsOptional, content: { [JSON_TYPE]: content } } };
}

function declaredBody({ requestBody }: Operation): object {
  const { content } = (requestBody ?? {}) as { content?: Record<string, { schema?: object }> };
  return content?.[JSON_TYPE]?.schema ?? { type: 'object' };
}

function examplesOf(examples: Readonly<Record<string, object>>): object {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return named.length === 0 ? {} : { examples: Object.fromEntries(named) as object };
}

function successesOf(operation: Operation, { takesKey, description }: HandlerFacts): Answers {
  const headers = { ...(takesKey ? REPLAYED : {}), ...(description?.waits ? APPLIED_PREFERENCE : {}) };
  return Object.fromEntries(
    successesIn(operation).map(([status, response]) => [
      status,
      { ...response, headers: { ...headers, ...(isJson(response) ? TAG : {}) } },
    ]),
  );
}

function successesIn({ responses }: Operation): [string, DescribedAnswer][] {
  return (Object.entries(responses) as [string, DescribedAnswer][]).filter(([status]) => status.startsWith('2'));
}

function isJson({ content = {} }: DescribedAnswer): boolean {
  return JSON_TYPE in content;
}

/** Whatever is read as JSON can be asked for again without being sent again. */
function hasTag(operation: Operation, verb: string): boolean {
  return verb === 'get' && successesIn(operation).some(([, response]) => isJson(response));
}

function unchanged({ description }: HandlerFacts): Answers {
  const headers = { ...TAG, ...(description?.waits ? APPLIED_PREFERENCE : {}) };
  return { 304: { description: 'The answer is the one that `If-None-Match` names.', headers } };
}

function withHeaders(responses: Answers): Answers {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      { ...response, headers: { ...response.headers, ...REQUEST_ID } },
    ]),
  );
}
