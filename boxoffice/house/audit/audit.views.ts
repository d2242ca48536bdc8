import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { z } from "zod";
import type { AuditPage, auditQuery } from "../../api/people.ts";

type AuditRow = Omit<AuditPage["entries"][number], "at"> & { at: Date };

export async function readAudit(
  database: Database,
  organizerId: number,
  { before, limit, action, operatorId, from, until }: z.infer<typeof auditQuery>,
): Promise<AuditPage> {
  const rows = await database.rows<AuditRow>(sql`
    select entry_number as "entryNumber", at, action, entry.operator_id as "operatorId",
      operator.initials as "operatorInitials", second.initials as "secondOperatorInitials", subject
    from audit_entries entry
    join operators operator
      on operator.organizer_id = entry.organizer_id and operator.operator_id = entry.operator_id
    left join operators second
      on second.organizer_id = entry.organizer_id and second.operator_id = entry.second_operator_id
    where entry.organizer_id = ${organizerId} and entry_number < coalesce(${before ?? null}::bigint, entry_number + 1)
      and action = coalesce(${action ?? null}, action)
      and (${operatorId ?? null}::int is null or ${operatorId ?? null}::int in (entry.operator_id, second_operator_id))
      and at >= coalesce(${from ?? null}::timestamptz, at)
      and (${until ?? null}::timestamptz is null or at < ${until ?? null}::timestamptz)
    order by entry_number desc limit ${limit}`);
  const actions = await database.rows<{ action: string }>(sql`
    select distinct action from audit_entries where organizer_id = ${organizerId} order by action`);
  return {
    entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    actions: actions.map((row) => row.action),
  };
}
