import { beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { declaredRoutes } from '../../../test/support/routes.js';
import { ERROR_CODES } from '../../platform/errors/error-codes.js';
import { EVENT_TYPES, TEST_EVENT } from '../../webhooks/endpoints/event-types.js';
import { AppModule } from '../app.module.js';
import { makeDocument } from './make-document.js';

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly 'x-required-scope'?: string;
}

/** Served, but of use to the page alone. */
const HIDDEN = '/docs/{file}';

describe('the document', () => {
  let document: OpenAPIObject;
  const operationOf = (method: string, path: string): Operation | undefined =>
    (document.paths[path] as unknown as Record<string, Operation> | undefined)?.[method.toLowerCase()];

  beforeAll(async () => {
    const app = await NestFactory.create(AppModule, { preview: true, logger: false, abortOnError: false });
    document = makeDocument(app, '1.2.3');
  });

  const routes = declaredRoutes()
    .map(({ path, ...route }) => ({ ...route, path: path.replaceAll(/:(\w+)/g, '{$1}') }))
    .filter(({ path }) => path !== HIDDEN);

  it.each(routes)('describes $method $path with its scope and what it answers', ({ method, path, scope }) => {
    const operation = operationOf(method, path);
    expect(operation?.operationId).toMatch(/^[a-z][A-Za-z]+$/);
    expect(Object.keys(operation?.responses ?? {}).some((status) => status.startsWith('2'))).toBe(true);
    expect(operation?.['x-required-scope']).toBe(scope === 'public' ? undefined : scope);
    expect(operation?.security).toEqual(scope === 'public' ? [] : [{ bearer: [] }]);
  });

  it('has every field of a request that a route takes', () => {
    const text = JSON.stringify(document);
    const missing = routes.flatMap(({ bodyFields, queryFields }) => [...bodyFields, ...queryFields]);
    expect(missing.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  });

  it('gives the operations different names', () => {
    const ids = routes.map(({ method, path }) => operationOf(method, path)?.operationId);
    expect(new Set(ids).size).toBe(routes.length);
  });

  it('says of a request for a job what all types may be told', () => {
    expect(document.components?.schemas).toMatchObject({
      CreateJobBody: {
        required: ['prompt'],
        properties: {
          prompt: { type: 'string', minLength: 1, maxLength: 200_000 },
          jobType: { enum: ['code', 'task', 'ralph', null] },
          maxIterations: { type: ['integer', 'null'], minimum: 1, maximum: 100, default: 10 },
        },
      },
    });
  });

  it('has every event that webhooks are told', () => {
    const { webhooks } = document as unknown as { webhooks: Record<string, object> };
    expect(Object.keys(webhooks)).toEqual([...EVENT_TYPES, TEST_EVENT]);
    expect(webhooks['job.awaiting_input']).toMatchObject({
      post: { operationId: 'onJobAwaitingInput', requestBody: { required: true } },
    });
  });

  it('has every error code', () => {
    expect(document.components?.schemas).toMatchObject({
      Error: { properties: { code: { enum: Object.keys(ERROR_CODES) } } },
    });
  });
});
