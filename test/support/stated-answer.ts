import type { Json } from './api-client.js';

/** In a string: any text. As the last element of a list: any further ones. */
const ANYTHING = '…';
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** Whole numbers above this cannot be foretold. */
const LARGEST_TOLD = 999;

/**
 * What a real answer lacks of the one that a page states, each with its place in it; nothing when it fits. A `$NAME` that is not
 * known yet gets its value from the answer, into `names`.
 */
export function differences(stated: Json, real: Json | undefined, names: Map<string, string>, at = 'answer'): string[] {
  if (isList(stated)) return isList(real) ? inList(stated, real, names, at) : [differs(stated, real, at)];
  if (isRecord(stated)) return isRecord(real) ? inRecord(stated, real, names, at) : [differs(stated, real, at)];
  return fits(stated, real, names) ? [] : [differs(stated, real, at)];
}

/** Whether a line has a stated text in it. */
export function holds(line: string, stated: string): boolean {
  return new RegExp(stated.split(ANYTHING).map(escaped).join('.*')).test(line);
}

function inList(stated: readonly Json[], real: readonly Json[], names: Map<string, string>, at: string): string[] {
  const isOpen = stated.at(-1) === ANYTHING;
  const told = isOpen ? stated.slice(0, -1) : stated;
  const found = told.flatMap((each, index) => differences(each, real[index], names, `${at}[${index}]`));
  return isOpen || real.length <= told.length ? found : [...found, `${at} has ${real.length} elements`];
}

function inRecord(
  stated: Readonly<Record<string, Json>>,
  real: Readonly<Record<string, Json>>,
  names: Map<string, string>,
  at: string,
): string[] {
  return Object.entries(stated).flatMap(([key, value]) => differences(value, real[key], names, `${at}.${key}`));
}

function fits(stated: Json, real: Json | undefined, names: Map<string, string>): boolean {
  if (typeof stated === 'number') return typeof real === 'number' && (stated === real || cannotBeTold(stated));
  if (typeof stated !== 'string') return stated === real;
  if (typeof real !== 'string') return false;
  const name = /^\$([A-Z_]+)$/.exec(stated)?.[1];
  if (name !== undefined) return fitsName(name, real, names);
  if (TIME.test(stated) && TIME.test(real)) return true;
  return new RegExp(`^${stated.split(ANYTHING).map(escaped).join('.*')}$`, 's').test(real);
}

function fitsName(name: string, real: string, names: Map<string, string>): boolean {
  if (!names.has(name)) names.set(name, real);
  return names.get(name) === real;
}

function cannotBeTold(number: number): boolean {
  return number > LARGEST_TOLD || !Number.isInteger(number);
}

function differs(stated: Json, real: Json | undefined, at: string): string {
  return `${at} is ${JSON.stringify(real)}, not ${JSON.stringify(stated)}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
