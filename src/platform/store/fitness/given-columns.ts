import type { Env } from '../../config/env.js';

/** Which column of a project-management tool's table holds a name; by the variable that says so. */
export type NamedColumns = Pick<Env, 'CLIENT_NAME_COLUMN' | 'FEATURE_TITLE_COLUMN'>;

/** As in tables that the server creates. */
export const OWN_NAMES: NamedColumns = { CLIENT_NAME_COLUMN: 'name', FEATURE_TITLE_COLUMN: 'title' };

/** A column that belongs to the tool: created together with its table, but never added to a table that exists. */
export interface GivenColumn {
  readonly table: string;
  /** As in a table that this server creates. */
  readonly column: string;
  /** The variable that names another column of that table; null: the name is fixed. */
  readonly variable: keyof NamedColumns | null;
  /** Whether the server reads it, so that it cannot do without. */
  readonly isNeeded: boolean;
}

/** What would be empty, and so worse than missing, if it were added. */
export const GIVEN_COLUMNS: readonly GivenColumn[] = [
  { table: 'clients', column: 'name', variable: 'CLIENT_NAME_COLUMN', isNeeded: true },
  { table: 'features', column: 'title', variable: 'FEATURE_TITLE_COLUMN', isNeeded: true },
  { table: 'team_members', column: 'name', variable: null, isNeeded: false },
  { table: 'code_repositories', column: 'owner_name', variable: null, isNeeded: true },
  { table: 'code_repositories', column: 'repo_name', variable: null, isNeeded: true },
];

/**
 * The columns that every new row of a table gets from the server, beside the name. Other columns must do without a value, or
 * have a default. Tables that are not named here get no rows from it.
 */
export const WRITTEN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  clients: ['id'],
  code_repositories: ['id', 'client_id', 'owner_name', 'repo_name', 'default_branch'],
  agent_jobs: ['id', 'client_id', 'repository_id', 'job_type', 'prompt'],
  agent_job_messages: ['job_id', 'type', 'content'],
};
