import type { Type } from '@nestjs/common';
import { INTERCEPTORS_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import { BoundScope, type RouteScope, Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { Description, type RouteDescription } from '../../http/description/describe.js';
import type { RequestClass } from '../../http/description/request-schema.js';
import { IdempotencyInterceptor } from '../../http/idempotency/idempotency.interceptor.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';

/** What a handler says of its route by its decorators. */
export interface HandlerFacts {
  /** null: nobody has described the route. */
  readonly description: RouteDescription | null;
  /** undefined: it is closed. */
  readonly scope: RouteScope | undefined;
  /** What a key that is bound to clients needs; null: the route is closed to those. */
  readonly boundScope: RouteScope | null;
  readonly takesBody: boolean;
  readonly takesKey: boolean;
  readonly mayBeLarge: boolean;
}

const reflector = new Reflector();
const BODY: number = RouteParamtypes.BODY;
const QUERY: number = RouteParamtypes.QUERY;

export function factsOf(controller: Type, method: string): HandlerFacts {
  const handler = handlerOf(controller, method);
  const scope = reflector.getAllAndOverride(Scope, [handler, controller]);
  const concern = reflector.getAllAndOverride(Concerns, [handler, controller]);
  const isClosed = concern === undefined || concern === 'server';
  const interceptors = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
  return {
    description: reflector.get(Description, handler) ?? null,
    scope,
    boundScope: isClosed ? null : (reflector.get(BoundScope, handler) ?? scope ?? null),
    takesBody: argumentsOf(controller, method).some(({ kind }) => kind === BODY),
    takesKey: interceptors.includes(IdempotencyInterceptor),
    mayBeLarge: reflector.get(LargeAnswer, handler) !== undefined,
  };
}

/** The classes that say what the bodies and queries of a controller may be. */
export function requestClassesOf(controller: Type): { form: RequestClass; place: 'body' | 'query' }[] {
  return Object.getOwnPropertyNames(controller.prototype).flatMap((method) => {
    const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as unknown[];
    return argumentsOf(controller, method).flatMap(({ kind, index }) => {
      const form = types[index];
      const place = kind === BODY ? 'body' : kind === QUERY ? 'query' : null;
      return place === null || typeof form !== 'function' || form === Object
        ? []
        : [{ form: form as RequestClass, place }];
    });
  });
}

function handlerOf({ prototype }: Type, method: string): () => unknown {
  return (prototype as Record<string, () => unknown>)[method] as () => unknown;
}

/** Nest keeps each argument under its kind and its place, such as `3:0`. */
function argumentsOf(controller: Type, method: string): { kind: number; index: number }[] {
  const named = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number }
  >;
  return Object.entries(named).map(([key, { index }]) => ({ kind: Number(key.split(':')[0]), index }));
}
