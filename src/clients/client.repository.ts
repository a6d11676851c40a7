import { Inject, Injectable } from '@nestjs/common';
import { Env } from '../platform/config/env.js';
import { allRows } from '../platform/store/all-rows.js';
import type { Database } from '../platform/store/database.types.js';
import { SUPABASE, type Supabase } from '../platform/store/supabase.token.js';
import { unwrap } from '../platform/store/unwrap.js';
import type { Client } from './client.js';
import { orRefusal } from './table-refusal.js';
import { CodeRepositoryRepository } from './repositories/code-repository.repository.js';

type ClientRow = Database['public']['Tables']['clients']['Row'];

/**
 * Reads and writes the `clients` table. Repositories are joined here, not by the store: an existing database may lack the
 * foreign key that such a join needs.
 */
@Injectable()
export class ClientRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly repositories: CodeRepositoryRepository,
    private readonly env: Env,
  ) {}

  /** By name, then id. @param ids at most 50; null: all. */
  async list(ids: readonly string[] | null): Promise<Client[]> {
    const wanted = () => (ids === null ? this.rows() : this.rows().in('id', ids));
    const [rows, repositories] = await Promise.all([
      allRows(async (from, to) => unwrap(await wanted().order(this.nameColumn).order('id').range(from, to))),
      this.repositories.list(ids),
    ]);
    return rows.map((row) => ({ ...named(row), repositories: repositories.filter((one) => one.client_id === row.id) }));
  }

  /** null: no client has this id. */
  async find(id: string): Promise<Client | null> {
    const row = await this.findRow(id);
    return row && { id: row.id, name: row.name, repositories: await this.repositories.listOfClient(id) };
  }

  /** Creates a client once: a repeated call with the same id changes nothing. @throws DomainError for what the table refuses. */
  async insert(id: string, name: string): Promise<Pick<Client, 'id' | 'name'>> {
    const row = { id, [this.nameColumn]: name };
    const insert = this.db.from('clients').upsert(row, { onConflict: 'id', ignoreDuplicates: true });
    const answer = await insert.select('id');
    orRefusal('clients', 'name', () => unwrap(answer));
    return { id, name };
  }

  /** The client must exist. @throws DomainError for what the table refuses. */
  async rename(id: string, name: string): Promise<void> {
    const update = this.db.from('clients').update({ [this.nameColumn]: name });
    const answer = await update.eq('id', id).select('id');
    orRefusal('clients', 'name', () => unwrap(answer));
  }

  private async findRow(id: string): Promise<Pick<ClientRow, 'id' | 'name'> | null> {
    const row = unwrap(await this.rows().eq('id', id).maybeSingle());
    return row && named(row);
  }

  private rows() {
    return this.db.from('clients').select(`id, name:${this.nameColumn}`);
  }

  /** An existing table may have another one; for the types it is the usual one. */
  private get nameColumn(): 'name' {
    return this.env.CLIENT_NAME_COLUMN as 'name';
  }
}

/** In a table of others, a name may be missing. */
function named({ id, name }: { readonly id: string; readonly name: string | null }): Pick<ClientRow, 'id' | 'name'> {
  return { id, name: name ?? '' };
}
