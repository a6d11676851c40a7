import type { Env } from '../../../platform/config/env.js';
import type { Finding } from '../finding.js';
import type { Surroundings } from '../surroundings.js';

/** Looks at one thing. */
export interface Check {
  /** Stable: callers compare it. */
  readonly name: string;
  /** Variables without which it would look at the wrong thing. */
  readonly needs?: readonly (keyof Env)[];
  /** None: there is nothing to look at here. */
  readonly look: (around: Surroundings) => Promise<readonly Finding[]> | readonly Finding[];
}
