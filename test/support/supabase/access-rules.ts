import type { Sql } from 'postgres';

/** Tables, views and sequences, with the kind in words. */
const RELATIONS = `
  select c.oid, c.relkind, c.oid::regclass::text as name,
    case c.relkind when 'v' then 'view' when 'm' then 'view' when 'S' then 'sequence' else 'table' end as kind
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')`;
const PRIVILEGES = `
  (values ('select'), ('insert'), ('update'), ('delete'), ('truncate'), ('references'), ('trigger')) as p (privilege)`;
const CALLERS = `(values ('anon'), ('authenticated')) as r (role)`;

/**
 * Rules that hold for whatever is in the schema `public`: nothing is open to the callers of a project's REST API but what the
 * server's own role may do, and no caller's search path can lead a function to other objects.
 */
const BROKEN_RULES = `
  with relations as (${RELATIONS}),
  functions as (
    select f.oid, f.oid::regprocedure::text as name, f.proconfig, f.prorettype = 'trigger'::regtype as is_trigger
    from pg_proc f where f.pronamespace = 'public'::regnamespace and f.prokind in ('f', 'p', 'a', 'w')
  )
  select format('%s can be called by %s', f.name, r.role) from functions f cross join ${CALLERS}
    where has_function_privilege(r.role, f.oid, 'execute')
  union all
  select format('%s cannot be called by service_role', f.name) from functions f
    where not f.is_trigger and not has_function_privilege('service_role', f.oid, 'execute')
  union all
  select format('%s does not set search_path to nothing', f.name) from functions f
    where not coalesce('search_path=""' = any (f.proconfig), false)
  union all
  select format('%s has no row level security', c.name) from relations c join pg_class t on t.oid = c.oid
    where c.relkind in ('r', 'p') and not t.relrowsecurity
  union all
  select format('%s is a view without security_invoker', c.name) from relations c join pg_class t on t.oid = c.oid
    where c.relkind = 'v' and not coalesce(t.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
  union all
  select format('%s is a %s open to whoever may read it', c.name, case c.relkind when 'm' then 'materialised view' else 'foreign table' end)
    from relations c where c.relkind in ('m', 'f')
  union all
  select format('the %s %s is open to %s (%s)', c.kind, c.name, r.role, string_agg(p.privilege, ', ' order by p.privilege))
    from relations c cross join ${CALLERS} cross join ${PRIVILEGES}
    where c.relkind <> 'S' and has_table_privilege(r.role, c.oid, p.privilege)
    group by c.kind, c.name, r.role
  union all
  select format('a column of %s is open to %s', c.name, r.role)
    from relations c cross join ${CALLERS}
    where c.relkind <> 'S' and not has_table_privilege(r.role, c.oid, 'select, insert, update, references')
      and has_any_column_privilege(r.role, c.oid, 'select, insert, update, references')
  union all
  select format('the sequence %s is open to %s', c.name, r.role) from relations c cross join ${CALLERS}
    where c.relkind = 'S' and has_sequence_privilege(r.role, c.oid, 'usage, select, update')
  union all
  select format('%s cannot %s in %s', 'service_role', p.privilege, c.name)
    from relations c cross join (values ('select'), ('insert'), ('update'), ('delete')) as p (privilege)
    where c.relkind in ('r', 'p') and not has_table_privilege('service_role', c.oid, p.privilege)
  order by 1`;

/** A sentence for each rule that something in the database breaks, sorted. */
export async function brokenRulesOf(sql: Sql): Promise<string[]> {
  const rows = await sql.unsafe<[string][]>(BROKEN_RULES).values();
  return rows.map(([sentence]) => String(sentence));
}
