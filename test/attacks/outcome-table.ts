import type { Wall } from './walls.js';

export interface Outcome {
  readonly attack: string;
  /** What it was after. */
  readonly target: string;
  readonly outcome: 'held' | 'let through, as documented' | 'NOT HELD' | 'not tried';
}

/** Writes what became of each attack, for people who read the output of the tests. */
export function printOutcomes(title: string, wall: Wall, outcomes: readonly Outcome[]): void {
  const width = Math.max(...outcomes.map(({ attack }) => attack.length));
  const rows = outcomes.map(
    ({ attack, target, outcome }) => `  ${attack.padEnd(width)}  ${target.padEnd(29)}  ${wall.padEnd(10)}  ${outcome}`,
  );
  process.stderr.write(`\n${title} (wall: ${wall})\n${rows.join('\n')}\n`);
}

/** Nothing is left out in silence. */
export function printUntried(
  title: string,
  wall: Wall,
  attacks: readonly { readonly name: string; readonly target?: string }[],
): void {
  const outcomes = attacks.map(({ name, target = 'the server' }) => ({
    attack: name,
    target,
    outcome: 'not tried' as const,
  }));
  printOutcomes(title, wall, outcomes);
}
