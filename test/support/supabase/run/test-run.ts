import { basename } from 'node:path';

/** What the names of clients are like that a run of the tests has made, for SQL's `like`, and then to the letter. */
export const CLIENTS_OF_RUNS = '%(test run ________)';
export const CLIENT_OF_A_RUN = /\(test run [0-9a-f]{8}\)$/;
/** The same for its servers. */
export const NODES_OF_RUNS = 'test-run-________-%';

/** A run of suites against a Supabase project: whatever it makes there has its name, so that it can be removed again. */
export class TestRun {
  constructor(
    /** Eight hexadecimal digits. */
    readonly id: string,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  /** The run that this process belongs to, as `npm run test:supabase` says in variables; null: to none. */
  static current(environment = process.env): TestRun | null {
    const id = environment['SUPABASE_TEST_RUN'];
    return id ? new TestRun(id, environment) : null;
  }

  get url(): string {
    return this.environment['SUPABASE_TEST_URL'] ?? '';
  }

  get serviceRoleKey(): string {
    return this.environment['SUPABASE_TEST_SERVICE_ROLE_KEY'] ?? '';
  }

  /** Of the project's own tables, as the server is told it. */
  get clientNameColumn(): string {
    return this.environment['CLIENT_NAME_COLUMN'] || 'name';
  }

  clientName(name: string): string {
    return `${name} (test run ${this.id})`;
  }

  /** What leads a server with this folder to the project, and keeps it from what belongs to others there. */
  variablesFor(folder: string): Record<string, string> {
    const own = ['CLIENT_NAME_COLUMN', 'FEATURE_TITLE_COLUMN', 'ENCRYPTION_KEY'].flatMap((name) => {
      const value = this.environment[name];
      return value ? [[name, value] as const] : [];
    });
    return {
      SUPABASE_URL: this.url,
      SUPABASE_SERVICE_ROLE_KEY: this.serviceRoleKey,
      NODE_ID: `test-run-${this.id}-${basename(folder)}`,
      RETAIN_MESSAGES_DAYS: '0',
      ...Object.fromEntries(own),
    };
  }
}
