import type { IncomingMessage } from 'node:http';
import type { ForgeApp } from './forge-apps.js';
import { tokenOf } from './forge-http.js';

/** Who sends a request, as far as the forge can tell by its token. */
export interface ForgeCaller {
  /** null: nobody whom it knows. */
  readonly user: string | null;
  /** The token was good once, or looks as if. */
  readonly isRefused: boolean;
  /** The token is for other repositories. */
  readonly isStranger: boolean;
  readonly mayPushWorkflows: boolean;
}

const NOBODY: ForgeCaller = { user: null, isRefused: false, isStranger: false, mayPushWorkflows: false };

/** The tokens that the forge takes: one for everything, those of single owners, and those of the App. */
export class ForgeCallers {
  /** Owners by their tokens. */
  readonly owners = new Map<string, string>();
  app: ForgeApp | null = null;

  constructor(private readonly token: string) {}

  /** @param repository full name of what the request is about; empty: of none. */
  of(request: IncomingMessage, repository: string): ForgeCaller {
    const token = tokenOf(request);
    const known = { ...NOBODY, mayPushWorkflows: true };
    if (token === this.token) return { ...known, user: 'octocat' };
    const owner = this.owners.get(token);
    if (owner !== undefined) {
      return {
        ...known,
        user: `admin-of-${owner}`,
        isStranger: repository !== '' && !repository.startsWith(`${owner}/`),
      };
    }
    if (!token.startsWith('ghs_')) return NOBODY;
    const made = this.app?.find(token);
    if (!made || !this.app) return { ...NOBODY, isRefused: true };
    const isStranger = repository !== '' && !made.repositories.includes(repository);
    return { ...NOBODY, user: this.app.login, isStranger, mayPushWorkflows: made.permissions['workflows'] === 'write' };
  }
}
