import { IsOptional } from 'class-validator';
import { Secret } from './declaration.js';
import { ColumnName, Text } from '../forms/forms.js';
import { PostgresUrl, SupabaseUrl } from '../forms/store-urls.js';

/** Database: a Supabase project, or any Postgres from version 15 on. With neither of them the server runs a Postgres of its own in `DATA_DIR`. */
export class StoreVariables {
  /** Supabase project; needs `SUPABASE_SERVICE_ROLE_KEY`, and excludes `DATABASE_URL`. */
  @IsOptional()
  @SupabaseUrl()
  readonly SUPABASE_URL: string | null = null;

  /** Secret key (`sb_secret_…`) of the Supabase project, or its legacy service role key. */
  @IsOptional()
  @Secret()
  @Text()
  readonly SUPABASE_SERVICE_ROLE_KEY: string | null = null;

  /** Postgres database that the server connects to, such as `postgres://user:password@db.example:5432/orchestrator`. */
  @IsOptional()
  @Secret('password')
  @PostgresUrl()
  readonly DATABASE_URL: string | null = null;

  /** Column of an existing table `clients` that holds a client's name. */
  @ColumnName()
  readonly CLIENT_NAME_COLUMN: string = 'name';

  /** Column of an existing table `features` that holds a feature's title. */
  @ColumnName()
  readonly FEATURE_TITLE_COLUMN: string = 'title';
}
