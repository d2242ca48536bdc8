import { type Database, type Sql, sql } from "./database.ts";

/** Product schemas: all but PostgreSQL's own. */
const ours = sql`n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

/** What extensions brought along is not ours to compare. */
function notFromExtension(catalog: string, id: Sql): Sql {
  return sql`not exists (
    select from pg_depend e
    where e.classid = ${catalog}::regclass and e.objid = ${id} and e.deptype = 'e'
  )`;
}

const types = sql`
  select format('type %s: %s', t.oid::regtype, string_agg(e.enumlabel, ', ' order by e.enumsortorder)) as line
  from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_enum e on e.enumtypid = t.oid
  where ${ours} and ${notFromExtension("pg_type", sql`t.oid`)}
  group by t.oid
  union all
  select format('domain %s: %s%s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
    (select string_agg(format(' %s', pg_get_constraintdef(c.oid)), '' order by c.conname)
     from pg_constraint c where c.contypid = t.oid and c.contype = 'c'))
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where t.typtype = 'd' and ${ours} and ${notFromExtension("pg_type", sql`t.oid`)}`;

const columns = sql`
  select format('%s %s.%s: %s%s%s%s%s',
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
    c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attcollation <> t.typcollation then format(' collate %s', a.attcollation::regcollation) end,
    case when a.attnotnull then ' not null' end,
    case when a.attidentity <> '' then format(' identity %s', a.attidentity) end,
    case when a.attgenerated <> '' then format(' generated %s (%s)', a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
      when d.oid is not null then format(' default %s', pg_get_expr(d.adbin, d.adrelid)) end) as line
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
    and ${ours} and ${notFromExtension("pg_class", sql`c.oid`)}`;

// From PostgreSQL 18 on the catalog also lists "not null" as constraints: the columns say that already.
const constraints = sql`
  select format('constraint %s.%s: %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as line
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
  where c.conrelid <> 0 and c.contype in ('c', 'f', 'p', 'u', 'x')
    and ${ours} and ${notFromExtension("pg_class", sql`c.conrelid`)}`;

const indexes = sql`
  select format('index %s: %s', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)) as line
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm') and ${ours} and ${notFromExtension("pg_class", sql`c.oid`)}
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;

const triggers = sql`
  select format('trigger %s.%s: %s', t.tgrelid::regclass, t.tgname, pg_get_triggerdef(t.oid)) as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${ours}`;

const functions = sql`
  select format('function %s', pg_get_functiondef(p.oid)) as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prokind in ('f', 'p') and ${ours} and ${notFromExtension("pg_proc", sql`p.oid`)}`;

const sequences = sql`
  select format('sequence %s: %s from %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart) as line
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and ${notFromExtension("pg_class", sql`c.oid`)}`;

/**
 * The schema as text, one object a line (functions as they are), in an order of its own: equal schemas give equal texts
 * on PostgreSQL 15 to 18, in whatever order the objects were made. For comparing with a committed file.
 */
export async function dumpSchema(database: Database): Promise<string> {
  const parts: string[] = [];
  for (const statement of [types, columns, constraints, indexes, triggers, functions, sequences]) {
    const found = await database.rows<{ line: string }>(statement);
    parts.push(...found.map(({ line }) => line.trim()).sort());
  }
  return `${parts.join("\n")}\n`;
}
