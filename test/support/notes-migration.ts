import type { SupabaseClient } from '@supabase/supabase-js';
import type { Supabase } from '../../src/platform/store/supabase.token.js';

/** A small schema with one of everything that the product's own uses, for tests of the store itself. */
export const NOTES_MIGRATIONS = {
  '20260101000000_notes.sql': `
    create table public.notes (
      id bigint generated always as identity primary key,
      text text not null constraint notes_text_key unique constraint notes_text_check check (text <> 'bad'),
      data jsonb,
      tags text[],
      created_at timestamptz not null default now()
    );
    alter table public.notes enable row level security;
    revoke all on public.notes from anon, authenticated;
    create function public.all_notes() returns setof public.notes language sql as 'select * from public.notes order by id';
    create function public.notes_as_json() returns jsonb language sql as 'select jsonb_agg(n order by id) from public.notes n';
    create function public.refuse() returns void language plpgsql as
      $$ begin raise exception 'not now' using detail = 'a detail', hint = 'a hint'; end $$;
    create function public.wait_then_add(seconds float8, note text) returns bigint language plpgsql as
      $$ declare added bigint; begin
        insert into public.notes (text) values (note) returning id into added;
        perform pg_sleep(seconds);
        return added;
      end $$;`,
  '20260102000000_applied_migrations.sql': `
    create function public.applied_migrations() returns table (version text)
      language sql stable security definer set search_path = ''
      as 'select version from supabase_migrations.schema_migrations';
    revoke execute on function public.applied_migrations() from public, anon, authenticated;
    grant execute on function public.applied_migrations() to service_role;`,
} as const;

export interface Note {
  readonly id: number;
  readonly text: string;
  readonly data: unknown;
  readonly tags: string[] | null;
  readonly created_at: string;
}

/** The client without the product's table types, which know no notes. */
export function untyped(client: Supabase): SupabaseClient {
  return client as SupabaseClient;
}
