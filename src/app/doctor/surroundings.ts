import type { Env } from '../../platform/config/env.js';
import type { HostEnvironment } from '../../platform/config/host-environment.js';
import type { StartFindings } from '../../platform/config/start/start-findings.js';
import type { CredentialSight } from '../../github/credentials/credential-sights.js';
import type { StoreSight } from '../../platform/store/examination/store-sight.js';
import type { SandboxDriver } from '../../sandbox/sandbox.js';
import type { Finding } from './finding.js';

export interface SandboxSight {
  /** null: jobs cannot be run at all. */
  readonly driver: SandboxDriver | null;
  readonly network: string;
  readonly limits: readonly string[];
  /** Why a stronger one does not work, or none does, as a sentence; null: nothing stronger was to be had, or it was not tried. */
  readonly problem: string | null;
}

export interface ClaudeSight {
  /** null: no CLI answers. */
  readonly version: string | null;
  /** Why none answers. */
  readonly problem: string | null;
  /** Whether the model takes the credential; null: only a run can tell. */
  readonly accepted: boolean | null;
  /** Why the model cannot be used; null: nothing is known to be wrong. */
  readonly loginProblem: string | null;
}

/** What the checks look at: the server that runs, from within, or a machine on which none needs to run. No method rejects. */
export abstract class Surroundings {
  /** Whether the checks run within the server. */
  abstract readonly isServer: boolean;
  abstract readonly found: StartFindings;
  abstract readonly host: HostEnvironment;

  get env(): Env {
    return this.found.env;
  }

  abstract sandbox(): Promise<SandboxSight>;
  abstract claude(): Promise<ClaudeSight>;
  abstract store(): Promise<StoreSight>;
  abstract credentials(): Promise<readonly CredentialSight[]>;
  abstract listening(): Promise<Finding>;
}
