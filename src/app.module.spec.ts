import { RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { Scope } from './access/scope.js';
import { AppModule } from './app.module.js';

// What Nest's decorators leave on modules, controllers and handlers.
const IMPORTS = 'imports';
const CONTROLLERS = 'controllers';
const PATH = 'path';
const METHOD = 'method';

type Class = abstract new (...args: never[]) => unknown;

interface Route {
  readonly name: string;
  readonly scope: string | undefined;
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
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = name === 'constructor' ? undefined : prototype[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD, handler) as number];
    const path = [Reflect.getMetadata(PATH, controller), Reflect.getMetadata(PATH, handler)]
      .map((part) => String(part).replace(/^\/|\/$/g, ''))
      .filter((part) => part !== '')
      .join('/');
    const scope = new Reflector().getAllAndOverride(Scope, [handler as () => void, controller]);
    return [{ name: `${method} /${path}`, scope }];
  });
}

const controllers = [...modulesBelow(AppModule)].flatMap(
  (module) => (Reflect.getMetadata(CONTROLLERS, module as Class) ?? []) as Class[],
);
const routes = controllers.flatMap(routesOf);

describe('the routes of the application', () => {
  it('are found', () => {
    expect(routes.map((route) => route.name)).toEqual(expect.arrayContaining(['POST /jobs', 'GET /health/live']));
  });

  it('each declare the scope they ask for', () => {
    expect(routes.filter((route) => route.scope === undefined)).toEqual([]);
  });

  it('are open to everybody only below /health', () => {
    const open = routes.filter((route) => route.scope === 'public').map((route) => route.name);
    expect(open.filter((name) => !/^GET \/health(\/|$)/.test(name))).toEqual([]);
  });

  it('ask for admin below /admin, and for more than read when they change something', () => {
    const isAdministration = (name: string) => / \/admin\//.test(name);
    const tooOpen = routes.filter(
      ({ name, scope }) =>
        (isAdministration(name) && scope !== 'admin') || (!name.startsWith('GET ') && scope === 'read'),
    );
    expect(tooOpen).toEqual([]);
  });
});
