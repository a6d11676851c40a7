// What Nest's decorators leave on a module.
const IMPORTS = 'imports';

export type Class = (abstract new (...args: never[]) => unknown) & { readonly prototype: object };

/** Every module that is reached from one; a dynamic module stands as an object with its class. */
export function modulesBelow(entry: unknown, seen = new Set<Class>()): ReadonlySet<Class> {
  const module: unknown = typeof entry === 'object' && entry !== null && 'module' in entry ? entry.module : entry;
  if (typeof module !== 'function' || seen.has(module as Class)) return seen;
  seen.add(module as Class);
  const imports = (Reflect.getMetadata(IMPORTS, module) ?? []) as unknown[];
  for (const one of imports) modulesBelow(one, seen);
  return seen;
}
