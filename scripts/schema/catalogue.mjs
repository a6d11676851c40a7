/**
 * What a database has in its schema `public`, as lines to be compared; each query answers them in an order that does not
 * depend on how the schema came about. Columns are sorted by name: a later migration can only append them.
 */
const QUERIES = {
  tables: `
    select format('table %s, row level security %s', c.oid::regclass, case when c.relrowsecurity then 'on' else 'off' end)
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  columns: `
    select format('column %s.%s %s', c.oid::regclass, a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),
      case when a.attidentity <> '' then 'identity ' || a.attidentity::text end,
      case when a.attgenerated <> '' then 'generated' end, 'grants ' || a.attacl::text))
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on (d.adrelid, d.adnum) = (c.oid, a.attnum)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
    order by 1`,
  // Constraints are added to tables that may have rows already, and are not valid for those.
  constraints: `
    select format('constraint %s.%s %s', k.conrelid::regclass, k.conname, replace(pg_get_constraintdef(k.oid), ' NOT VALID', ''))
    from pg_constraint k where k.connamespace = 'public'::regnamespace order by 1`,
  indexes: `
    select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace order by 1`,
  triggers: `
    select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1`,
  policies: `select format('policy %s', to_jsonb(p)) from pg_policies p where p.schemaname = 'public' order by 1`,
  // Views, sequences, types: there are none but the sequences of identity columns.
  others: `
    select format('%s %s', case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'relation' end, c.oid::regclass)
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind not in ('r', 'p', 'i', 'I')
    union all
    select format('type %s', t.oid::regtype) from pg_type t
    where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r') order by 1`,
  grants: `
    select format('grant %s on %s to %s', string_agg(g.privilege_type, ', ' order by g.privilege_type), c.oid::regclass,
      coalesce(g.grantee::regrole::text, 'public'))
    from pg_class c cross join lateral aclexplode(c.relacl) g
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    group by c.oid, g.grantee order by 1`,
  functions: `
    select format(E'%s\\n%s', f.oid::regprocedure, pg_get_functiondef(f.oid)) from pg_proc f
    where f.pronamespace = 'public'::regnamespace and f.prokind in ('f', 'p') order by f.oid::regprocedure::text`,
  'grants on functions': `
    select format('%s on %s to %s', g.privilege_type, f.oid::regprocedure,
      case g.grantee when 0 then 'public' else g.grantee::regrole::text end)
    from pg_proc f cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g
    where f.pronamespace = 'public'::regnamespace order by 1`,
};

/** What does not depend on the columns that a table had before. */
export const BEHAVIOUR = ['triggers', 'functions', 'grants on functions'];

/**
 * @param {import('postgres').Sql} sql
 * @param {readonly string[]} sections all, unless narrowed.
 * @returns {Promise<string>}
 */
export async function catalogueOf(sql, sections = Object.keys(QUERIES)) {
  let text = '';
  for (const section of sections) {
    const rows = await sql.unsafe(QUERIES[section]).values();
    text += `-- ${section}\n${rows.map(([line]) => `${line}\n`).join('')}\n`;
  }
  return text;
}
