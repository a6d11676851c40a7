import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ErrorResponse } from '../../http/description/error.response.js';
import { declareFields, type RequestClass } from '../../http/description/request-schema.js';
import { jobForms } from '../../jobs/api/dto/job-form.js';
import { JobType } from '../../jobs/types/job-type.js';
import { describedEvents, EVENT_MODELS } from '../../webhooks/endpoints/described-events.js';
import { completed } from './complete-operation.js';
import { factsOf, type HandlerFacts, requestClassesOf } from './described-routes.js';
import { HEADERS } from './common-headers.js';
import { DOCUMENT_HEAD, TAGS } from './document-head.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The description of the API that the application answers, of extensions too. Needs no provider, so also not a running server. */
export function makeDocument(app: INestApplicationContext, version: string): OpenAPIObject {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules
    .flatMap((module) => [...module.controllers.values()])
    .map(({ metatype }) => metatype as Type);
  for (const controller of controllers) {
    for (const { form, place } of requestClassesOf(controller)) declareFields(form, place);
  }
  const bodies = bodiesOfJobs(modules.flatMap((module) => [...module.providers.values()]));
  for (const body of bodies) declareFields(body, 'body');
  const raw = SwaggerModule.createDocument(app as never, head(version), {
    extraModels: [ErrorResponse, ...bodies, ...EVENT_MODELS],
    operationIdFactory: idOf,
  });
  return withShortNames(withDetails(raw, controllers));
}

function head(version: string): Omit<OpenAPIObject, 'paths'> {
  const { title, description, license } = DOCUMENT_HEAD;
  const built = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  return { ...built, info: { ...built.info, license } };
}

/** What the bodies of requests for jobs may be depends on the types of jobs that the modules provide. */
function bodiesOfJobs(providers: readonly { metatype?: unknown; instance?: unknown }[]): RequestClass[] {
  const classes = providers.flatMap(({ metatype }) => (isJobType(metatype) ? [metatype] : []));
  const types = [...new Set(classes)].map((each) => {
    const provided = providers.find(({ metatype }) => metatype === each)?.instance as JobType | undefined;
    // An application that is only looked at has no instances.
    return provided?.name === undefined ? new each() : provided;
  });
  const { create, retry, followUp } = jobForms(types);
  return [named(create, 'CreateJobBody'), named(retry, 'RetryJobBody'), named(followUp, 'FollowUpBody')];
}

function isJobType(metatype: unknown): metatype is new () => JobType {
  return typeof metatype === 'function' && (metatype as Type).prototype instanceof JobType;
}

function named(form: RequestClass, name: string): RequestClass {
  Object.defineProperty(form, 'name', { value: name });
  return form;
}

function withDetails(raw: OpenAPIObject, controllers: readonly Type[]): OpenAPIObject {
  const facts = new Map(controllers.flatMap(handlersOf));
  const tags = new Set<string>();
  const complete = (path: string, verb: string, operation: Operation): Operation => {
    const known = facts.get(operation.operationId ?? '');
    if (!known) return operation;
    const whole = completed(operation, known, path, verb);
    for (const tag of whole.tags ?? []) tags.add(tag);
    return whole;
  };
  const paths = Object.entries(raw.paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([verb, operation]) => [verb, complete(path, verb, operation as Operation)]),
    ),
  ]);
  return {
    ...raw,
    paths: Object.fromEntries(paths),
    webhooks: describedEvents(),
    components: { ...raw.components, headers: HEADERS },
    tags: [...tags].map((name) => ({ name, description: TAGS[name] ?? name })),
  };
}

/** The handlers of a controller by the ids of their operations. */
function handlersOf(controller: Type): [string, HandlerFacts][] {
  return Object.getOwnPropertyNames(controller.prototype).flatMap((method) => {
    if (method === 'constructor') return [];
    const facts = factsOf(controller, method);
    return [[facts.description?.id ?? idOf(controller.name, method), facts]];
  });
}

function idOf(controller: string, method: string): string {
  return `${controller}.${method}`;
}

/** Classes are named for readers of the code; in the document each schema has the name of what it holds. */
function withShortNames(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document);
  const names = Object.keys(document.components?.schemas ?? {});
  const short = names.reduce(
    (all, name) => all.replaceAll(`#/components/schemas/${name}"`, `#/components/schemas/${shortOf(name)}"`),
    text,
  );
  const renamed = JSON.parse(short) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [shortOf(name), schema]);
  return { ...renamed, components: { ...renamed.components, schemas: Object.fromEntries(schemas) as never } };
}

function shortOf(name: string): string {
  return name.replace(/(Answer|Dto|Response)$/, '');
}
