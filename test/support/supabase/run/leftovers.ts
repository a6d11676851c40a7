import type { SupabaseClient } from '@supabase/supabase-js';
import { forIds } from '../../../../src/platform/store/for-ids.js';
import { tablesWith } from './declared-tables.js';
import { accessTo, answerOf } from './project-access.js';
import { CLIENT_OF_A_RUN, CLIENTS_OF_RUNS, NODES_OF_RUNS, type TestRun } from './test-run.js';

interface Row {
  readonly id: string;
  /** Of clients alone. */
  readonly name?: string | null;
}

/**
 * Removes what this run and earlier ones have made in a project: clients by their names, what belongs to those, and what servers by such
 * names have written down. Nothing else is touched.
 */
export class Leftovers {
  private readonly db: SupabaseClient;

  constructor(private readonly run: TestRun) {
    this.db = accessTo(run);
  }

  /** Answers how many clients and jobs were removed. */
  async remove(): Promise<{ readonly clients: number; readonly jobs: number }> {
    const named = this.run.clientNameColumn;
    const clients = await this.pages(
      () => this.db.from('clients').select(`id, name:${named}`).like(named, CLIENTS_OF_RUNS),
      ({ name }) => CLIENT_OF_A_RUN.test(name ?? ''),
    );
    const repositories = await this.ofClients('code_repositories', clients);
    const jobs = await this.ofClients('agent_jobs', clients);
    await this.removeWhere('agent_idempotency_keys', 'resource_id', jobs);
    await this.removeWhere('agent_usage_names', 'id', [...clients, ...repositories]);
    // A job that goes may leave a note in a table that does not refer to it.
    for (const turn of ['before', 'after']) {
      for (const table of await tablesWith('job_id')) await this.removeWhere(table, 'job_id', jobs);
      if (turn === 'before') await this.removeWhere('agent_jobs', 'id', jobs);
    }
    const belonging = [
      ['repository_id', repositories],
      ['client_id', clients],
    ] as const;
    for (const [column, ids] of belonging) {
      for (const table of await tablesWith(column)) await this.removeWhere(table, column, ids);
    }
    await this.removeWhere('clients', 'id', clients);
    answerOf(
      'remove entries of the audit log',
      await this.db.from('agent_audit_log').delete().like('node', NODES_OF_RUNS),
    );
    answerOf('remove servers', await this.db.from('agent_nodes').delete().like('id', NODES_OF_RUNS));
    return { clients: clients.length, jobs: jobs.length };
  }

  private ofClients(table: string, clients: readonly string[]): Promise<string[]> {
    return forIds(clients, (some) => this.pages(() => this.db.from(table).select('id').in('client_id', some)));
  }

  private async removeWhere(table: string, column: string, values: readonly string[]): Promise<void> {
    await forIds(values, async (some) => {
      answerOf(`remove rows of ${table}`, await this.db.from(table).delete().in(column, some));
      return [];
    });
  }

  /** All ids of a question, which gets 1,000 rows at most at a time. */
  private async pages(question: () => Question, isWanted: (row: Row) => boolean = () => true): Promise<string[]> {
    const rows: Row[] = [];
    for (;;) {
      const page = await question()
        .order('id')
        .range(rows.length, rows.length + 999);
      const found = answerOf('list what earlier runs left', page) as Row[];
      rows.push(...found);
      if (found.length < 1_000) return rows.filter(isWanted).map(({ id }) => id);
    }
  }
}

interface Question {
  order(column: string): {
    range(from: number, to: number): PromiseLike<{ data: unknown; error: { message: string } | null }>;
  };
}
