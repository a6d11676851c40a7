import { Inject, Injectable } from '@nestjs/common';
import { allRows } from '../store/all-rows.js';
import type { Database } from '../store/database.types.js';
import { SUPABASE, type Supabase } from '../store/supabase.token.js';
import { unwrap } from '../store/unwrap.js';
import type { Client } from './client.js';
import { CodeRepositoryRepository } from './code-repository.repository.js';

type ClientRow = Database['public']['Tables']['clients']['Row'];

/**
 * Reads and writes the `clients` table. Repositories are joined here and not by the store: a database that brought its own
 * tables need not have declared the foreign key such a join wants.
 */
@Injectable()
export class ClientRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly repositories: CodeRepositoryRepository,
  ) {}

  /** By name, then id. */
  async list(): Promise<Client[]> {
    const [rows, repositories] = await Promise.all([
      allRows(async (from, to) =>
        unwrap(await this.db.from('clients').select('id, name').order('name').order('id').range(from, to)),
      ),
      this.repositories.list(),
    ]);
    return rows.map((row) => ({ ...row, repositories: repositories.filter((one) => one.client_id === row.id) }));
  }

  /** null: no client has this id. */
  async find(id: string): Promise<Client | null> {
    const row = await this.findRow(id);
    return row && { id: row.id, name: row.name, repositories: await this.repositories.listOfClient(id) };
  }

  /** Creates a client once: a repeated call with the same id answers the row that is there. */
  async insert(id: string, name: string): Promise<Pick<Client, 'id' | 'name'>> {
    unwrap(
      await this.db.from('clients').upsert({ id, name }, { onConflict: 'id', ignoreDuplicates: true }).select('id'),
    );
    return { id, name };
  }

  private async findRow(id: string): Promise<Pick<ClientRow, 'id' | 'name'> | null> {
    return unwrap(await this.db.from('clients').select('id, name').eq('id', id).maybeSingle());
  }
}
