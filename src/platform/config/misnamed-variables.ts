import { VARIABLE_CLASSES, VARIABLES, SECRET_VARIABLES } from './variables/all-variables.js';
import { declarationsOf } from './variables/declaration.js';
import { MachineVariables } from './variables/machine-variables.js';

/** Beginnings of names that no other program is known to use. */
const OWN = /^(AGENT_API|RETAIN|SANDBOX|WORKTREES)_/;
/** One slip for each so many letters, and never more than two: short names resemble too much. */
const LETTERS_PER_SLIP = 8;
const MOST_SLIPS = 2;

const KNOWN = new Set([...VARIABLES.map(({ name }) => name), ...SECRET_VARIABLES.map((name) => `${name}_FILE`)]);
/** Names of the machine, such as `http_proxy`, have similar ones beside them that are meant for others. */
const OWN_NAMES = [
  ...VARIABLE_CLASSES.filter((each) => each !== MachineVariables).flatMap((each) =>
    declarationsOf(each).map(({ name }) => name),
  ),
  ...SECRET_VARIABLES.map((name) => `${name}_FILE`),
].map((name) => ({ name, letters: lettersOf(name) }));

/** One sentence for each variable that has a value but is not known, though its name is close to that of a known one. */
export function misnamedVariables(raw: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(raw)
    .filter((name) => raw[name] && !KNOWN.has(name))
    .toSorted()
    .flatMap((name) => {
      const meant = meantBy(name);
      if (meant !== null) return [`${name} has no effect, the server does not know it: did you mean ${meant}?`];
      return OWN.test(name) ? [`${name} has no effect, the server does not know it: see docs/configuration.md`] : [];
    });
}

function meantBy(name: string): string | null {
  const letters = lettersOf(name);
  const near = OWN_NAMES.map((own) => ({
    name: own.name,
    slips: slipsBetween(letters, own.letters),
    letters: own.letters,
  }))
    .filter((own) => own.slips <= Math.min(MOST_SLIPS, Math.floor(own.letters.length / LETTERS_PER_SLIP)))
    .toSorted((one, other) => one.slips - other.slips);
  return near[0]?.name ?? null;
}

/** Case and underscores are slips that cost nothing. */
function lettersOf(name: string): string {
  return name.replaceAll('_', '').toUpperCase();
}

/** How many letters must be added, removed, replaced or exchanged with their neighbour (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return Number.POSITIVE_INFINITY;
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const exchanged = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const slips = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
      );
      rows[row]?.push(exchanged ? Math.min(slips, at(row - 2, column - 2) + 1) : slips);
    }
  }
  return at(one.length, other.length);
}
