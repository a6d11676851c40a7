import type { Wall } from '../walls.js';

/** How an attack shows that it got through. */
export type Win =
  /** The secret of its target stands in what the tool answered. */
  | 'reads'
  /** The tool answered `REACHED`, which no script spells out. */
  | 'reaches'
  /** The attacker's host was called at `/<slug of the attack>`. */
  | 'calls'
  /** The secret of its target arrived at the attacker's host, from whatever this job had started. */
  | 'receives'
  /** A process `sleep $LONG` is there after the job's end. */
  | 'survives'
  /** This path is another than before; relative to the folder of the server, or absolute. */
  | { readonly changes: string };

/** A list of commands that a steered agent runs in a code job, and what came of it under each wall. */
export interface AgentAttack {
  readonly name: string;
  /** A place of canaries.ts, where a secret is what it is after. */
  readonly target: string;
  /** For sh, in the working tree, with the variables of `battlefield.ts`. Writes its booty to stdout. */
  readonly script: string;
  readonly wins: Win;
  /** The weakest wall that holds it. Under a weaker one it must succeed: an attack that cannot is no test of a wall. */
  readonly heldFrom: Wall;
  /** Under weaker walls the machine decides (capabilities, kernel settings): both outcomes are fine there. */
  readonly varies?: true;
}
