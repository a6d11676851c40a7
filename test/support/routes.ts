import { RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { type RouteScope, Scope } from '../../src/http/access/scope.js';
import { type Concern, Concerns } from '../../src/http/reach/concerns.js';
import { AppModule } from '../../src/app/app.module.js';
import { CreateJobDto } from '../../src/jobs/api/dto/create-job.dto.js';
import type { FieldsClass } from '../../src/jobs/types/job-type.js';
import { JobRequestPipe } from '../../src/jobs/api/job-request.pipe.js';
import { serverJobTypes } from './job-types.js';
import { type Class, modulesBelow } from './modules.js';

// What Nest's decorators leave on modules, controllers and handlers.
const CONTROLLERS = 'controllers';
const PATH = 'path';
const METHOD = 'method';
const ARGUMENTS = '__routeArguments__';
const ARGUMENT_KINDS = { body: '3', query: '4' } as const;

/** A route as its controller declares it. */
export interface Route {
  readonly method: string;
  /** Such as `/jobs/:id/cancel`. */
  readonly path: string;
  /** undefined: it declares none. */
  readonly scope: RouteScope | undefined;
  /** undefined: it declares none. */
  readonly concern: Concern | undefined;
  /** Fields of its body and its query, as their classes declare them; empty without a class. */
  readonly bodyFields: readonly string[];
  readonly queryFields: readonly string[];
}

/** All routes of the application, read from its modules without starting it. */
export function declaredRoutes(): Route[] {
  const controllers = [...modulesBelow(AppModule)].flatMap(
    (module) => (Reflect.getMetadata(CONTROLLERS, module) ?? []) as Class[],
  );
  return controllers.flatMap(routesOf);
}

function routesOf(controller: Class): Route[] {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype));
  return handlers.flatMap(([name, { value: handler }]: [string, { value?: unknown }]) => {
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD, handler)) return [];
    const parts = [Reflect.getMetadata(PATH, controller), Reflect.getMetadata(PATH, handler)];
    return {
      method: RequestMethod[Reflect.getMetadata(METHOD, handler) as number] ?? '',
      path: `/${parts
        .map((part) => String(part).replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`,
      scope: new Reflector().getAllAndOverride(Scope, [handler as () => void, controller]),
      concern: new Reflector().getAllAndOverride(Concerns, [handler as () => void, controller]),
      bodyFields: fieldsOf(controller, name, 'body'),
      queryFields: fieldsOf(controller, name, 'query'),
    };
  });
}

function fieldsOf(controller: Class, handler: string, kind: keyof typeof ARGUMENT_KINDS): string[] {
  const named = (Reflect.getMetadata(ARGUMENTS, controller, handler) ?? {}) as Record<
    string,
    { index: number; pipes?: readonly unknown[] }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, handler) ?? []) as unknown[];
  const entry = Object.entries(named).find(([key]) => key.startsWith(`${ARGUMENT_KINDS[kind]}:`));
  const type = entry && types[entry[1].index];
  // Its form depends on the type of the job.
  if (entry?.[1].pipes?.includes(JobRequestPipe)) return [CreateJobDto, ...fieldsOfJobTypes()].flatMap(declaredBy);
  return typeof type !== 'function' || type === Object ? [] : declaredBy(type);
}

function fieldsOfJobTypes(): FieldsClass[] {
  return serverJobTypes().flatMap(({ fields }) => fields ?? []);
}

function declaredBy(type: object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type as () => void, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}
