import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { seatOf } from "./row-names.ts";

const recallOf = sql`format('organizer %s, performance %s, forced recall %s', recall.organizer_id,
  recall.performance_number, recall.forced_recall_id)`;

const peopleReasonAndTrace: Invariant = {
  number: 16,
  title: "Each forced recall has two people, a reason, its seats and its entry in the audit",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with kept as (
        select recall.*, first.operator_id is not null and second.operator_id is not null
            and recall.operator_id <> recall.second_operator_id as two_people,
          (select count(*) from forced_recall_seats seat where seat.organizer_id = recall.organizer_id
            and seat.forced_recall_id = recall.forced_recall_id) as seats,
          exists (select from audit_entries entry where entry.organizer_id = recall.organizer_id
            and entry.action = 'forceRecall' and entry.operator_id = recall.operator_id
            and entry.second_operator_id = recall.second_operator_id
            and entry.subject->>'forcedRecallId' = recall.forced_recall_id::text) as audited
        from forced_recalls recall
        left join operators first on first.organizer_id = recall.organizer_id
          and first.operator_id = recall.operator_id
        left join operators second on second.organizer_id = recall.organizer_id
          and second.operator_id = recall.second_operator_id
      )
      select ${recallOf} as "where", concat_ws(', and ',
        case when not two_people then format('bears the operators %s and %s, who are not two people of this organizer',
          operator_id, second_operator_id) end,
        case when reason !~ '\\S' then 'gives no reason' end,
        case when seats = 0 then 'frees no seat' end,
        case when not audited then 'has no entry in the audit with both people' end) as detail
      from kept recall
      where not two_people or reason !~ '\\S' or seats = 0 or not audited
      order by 1, 2`),
};

/** The venue's grant that a forced recall revoked is the one of the movement before it. */
const fenceNamesItsSeats: Invariant = {
  number: 16,
  title: "Each seat freed by force has its fence operation, and no fence names a seat that nobody freed",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with freed as (
        select seat.*, recall.performance_number as recalled_performance from forced_recall_seats seat
        left join forced_recalls recall using (organizer_id, forced_recall_id)
      ), asked as (
        select o.organizer_id, o.operation_id, o.performance_number, seat."seatCode" as seat_code,
          seat."grant" as grant_command
        from operations o cross join lateral jsonb_to_recordset(o.body::jsonb->'seats') as seat("seatCode" int, "grant" int)
        where o.kind = 'fence'
      )
      select ${seatOf("freed")} as "where", case
        when recalled_performance is distinct from freed.performance_number
          then format('is freed by forced recall %s, which is of performance %s', forced_recall_id,
            coalesce(recalled_performance::text, 'none'))
        else format('was freed by force under grant %s, and its fence operation %s does not revoke that grant',
          freed.grant_command, freed.operation_id) end as detail
      from freed
      left join asked using (organizer_id, operation_id, performance_number, seat_code)
      where asked.grant_command is distinct from freed.grant_command
        or recalled_performance is distinct from freed.performance_number
      union all
      select ${seatOf("asked")},
        format('fence operation %s revokes grant %s, and no forced recall freed it', operation_id, grant_command)
      from asked
      where not exists (select from freed where freed.organizer_id = asked.organizer_id
          and freed.operation_id = asked.operation_id and freed.seat_code = asked.seat_code)
        and not exists (select from seat_movements movement where movement.organizer_id = asked.organizer_id
          and movement.performance_number = asked.performance_number and movement.seat_code = asked.seat_code
          and movement.movement = 'fenceGrant')
      order by 1, 2`),
};

/** Two people may also revoke a grant while they compare (movement fenceGrant): then no seat is freed, only fenced. */
const nothingUnexplained: Invariant = {
  number: 16,
  title: "Each fence and each forceRecall movement is explained by a forced recall, and the reverse",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with moved as (
        select organizer_id, performance_number, seat_code, serial, movement, from_state,
          lag(grant_command) over (partition by organizer_id, performance_number, seat_code order by serial) as revoked
        from seat_movements
      ), forced as (
        select * from moved where movement = 'forceRecall'
      )
      select ${seatOf("forced")} as "where",
        format('movement %s freed it from grant %s by force, and no forced recall says so', serial, revoked) as detail
      from forced
      left join forced_recall_seats kept on kept.organizer_id = forced.organizer_id
        and kept.performance_number = forced.performance_number and kept.seat_code = forced.seat_code
        and kept.grant_command = forced.revoked and kept.from_state = forced.from_state
      where kept.seat_code is null
      union all
      select ${seatOf("kept")},
        format('forced recall %s says that it freed the seat from grant %s, and no movement did', forced_recall_id,
          kept.grant_command)
      from forced_recall_seats kept
      left join forced on forced.organizer_id = kept.organizer_id
        and forced.performance_number = kept.performance_number and forced.seat_code = kept.seat_code
        and forced.revoked = kept.grant_command
      where forced.seat_code is null
      union all
      select ${seatOf("seat")}, format('its fence is %s, and no forced recall revoked that grant', fence)
      from performance_seats seat
      where fence > 0
        and not exists (select from forced_recall_seats kept where kept.organizer_id = seat.organizer_id
          and kept.performance_number = seat.performance_number and kept.seat_code = seat.seat_code
          and kept.grant_command = seat.fence)
        and not exists (select from moved where moved.organizer_id = seat.organizer_id
          and moved.performance_number = seat.performance_number and moved.seat_code = seat.seat_code
          and moved.movement = 'fenceGrant')
      order by 1, 2`),
};

/** Decided while comparing (R8.3): seats and audit entry are written in one transaction, so their instants are the same. */
const decidedByTwo: Invariant = {
  number: 16,
  title:
    "Each grant revoked while comparing was decided by two people, for a reason, as the audit says; and the reverse",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with fenced as (
        select * from seat_movements where movement = 'fenceGrant'
      ), decided as (
        select entry.organizer_id, entry.operator_id, entry.second_operator_id, entry.at, entry.entry_number,
          (entry.subject->>'performanceNumber')::int as performance_number, code::int as seat_code,
          entry.subject->>'reason' as reason,
          second.operator_id is not null and entry.operator_id <> second.operator_id as two_people
        from audit_entries entry cross join lateral jsonb_array_elements_text(entry.subject->'seatCodes') as code
        left join operators second on second.organizer_id = entry.organizer_id
          and second.operator_id = entry.second_operator_id
        where entry.action = 'decideSeats' and entry.subject->>'decision' = 'takeBack'
      )
      select ${seatOf("coalesced")} as "where", detail from (
        select coalesce(fenced.organizer_id, decided.organizer_id) as organizer_id,
          coalesce(fenced.performance_number, decided.performance_number) as performance_number,
          coalesce(fenced.seat_code, decided.seat_code) as seat_code,
          case
            when decided.seat_code is null
              then format('movement %s fenced its grant, and no entry of the audit says that two people decided so', serial)
            when fenced.seat_code is null
              then format('entry %s of the audit says that its grant was fenced, and no movement did', entry_number)
            when not two_people then format('its grant was fenced by the operators %s and %s (entry %s of the audit), who are not two people of this organizer',
              decided.operator_id, second_operator_id, entry_number)
            when reason is null or reason !~ '\\S' then format('its grant was fenced without a reason (entry %s of the audit)', entry_number)
          end as detail
        from fenced full join decided on decided.organizer_id = fenced.organizer_id
          and decided.performance_number = fenced.performance_number and decided.seat_code = fenced.seat_code
          and decided.operator_id = fenced.operator_id and decided.at = fenced.at
      ) coalesced
      where detail is not null
      order by 1, 2`),
};

export const forcedRecallInvariants = [
  peopleReasonAndTrace,
  fenceNamesItsSeats,
  nothingUnexplained,
  decidedByTwo,
];
