import { RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { type RouteScope, Scope } from '../../src/access/scope.js';
import { AppModule } from '../../src/app.module.js';

// What Nest's decorators leave on modules, controllers and handlers.
const IMPORTS = 'imports';
const CONTROLLERS = 'controllers';
const PATH = 'path';
const METHOD = 'method';
const ARGUMENTS = '__routeArguments__';
const ARGUMENT_KINDS = { body: '3', query: '4' } as const;

type Class = (abstract new (...args: never[]) => unknown) & { readonly prototype: object };

/** A route as its controller declares it. */
export interface Route {
  readonly method: string;
  /** Such as `/jobs/:id/cancel`. */
  readonly path: string;
  /** undefined: it declares none. */
  readonly scope: RouteScope | undefined;
  /** Fields of its body and its query, as their classes declare them; empty without a class. */
  readonly bodyFields: readonly string[];
  readonly queryFields: readonly string[];
}

/** All routes of the application, read from its modules without starting it. */
export function declaredRoutes(): Route[] {
  const controllers = [...modulesBelow(AppModule)].flatMap(
    (module) => (Reflect.getMetadata(CONTROLLERS, module as Class) ?? []) as Class[],
  );
  return controllers.flatMap(routesOf);
}

/** Every module that is reached from one; a dynamic module stands as an object with its class. */
function modulesBelow(entry: unknown, seen = new Set<unknown>()): Set<unknown> {
  const module = typeof entry === 'object' && entry !== null && 'module' in entry ? entry.module : entry;
  if (seen.has(module) || typeof module !== 'function') return seen;
  seen.add(module);
  const imports = (Reflect.getMetadata(IMPORTS, module) ?? []) as unknown[];
  for (const one of imports) modulesBelow(one, seen);
  return seen;
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
      bodyFields: fieldsOf(controller, name, 'body'),
      queryFields: fieldsOf(controller, name, 'query'),
    };
  });
}

function fieldsOf(controller: Class, handler: string, kind: keyof typeof ARGUMENT_KINDS): string[] {
  const named = (Reflect.getMetadata(ARGUMENTS, controller, handler) ?? {}) as Record<string, { index: number }>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, handler) ?? []) as unknown[];
  const entry = Object.entries(named).find(([key]) => key.startsWith(`${ARGUMENT_KINDS[kind]}:`));
  const type = entry && types[entry[1].index];
  if (typeof type !== 'function' || type === Object) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}
