import { randomUUID } from "node:crypto";
import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { seatsPerOperation } from "@allotement/protocol/messages/operation.ts";
import { type Side, type StagedSeat, type StagedShow, title } from "./side.ts";
import type { Stage } from "./stage.ts";

type StagedPerformance = StagedShow["performances"][number];

/** What one operation carries; a performance is cut as the product cuts it. */
interface RawOperation {
  operationId: string;
  seats: StagedSeat[];
  /** Texts of the product's size, as both sides keep them. */
  body: string;
  answer: string;
}

/** Allots a show by plain statements: the rows of the product, three transactions a performance. */
export async function rawAllot(stage: Stage, side: Side, show: StagedShow): Promise<void> {
  for (const [index, performance] of show.performances.entries()) {
    const operations = operationsOf(side.seats);
    await stage.boxoffice.transaction((transaction) =>
      plan(transaction, side, show, performance, operations),
    );
    await stage.reseller.transaction(async (transaction) => {
      if (index === 0) await createShow(transaction, side, show);
      await carryOut(transaction, side, show, performance, operations);
    });
    await stage.boxoffice.transaction((transaction) =>
      apply(transaction, side, show, performance, operations),
    );
  }
}

function operationsOf(seats: readonly StagedSeat[]): RawOperation[] {
  const operations: RawOperation[] = [];
  for (let first = 0; first < seats.length; first += seatsPerOperation) {
    const part = seats.slice(first, first + seatsPerOperation);
    const named = part.map(({ faceValueCents: _, resellerFeeCents: __, ...seat }) => ({
      ...seat,
      command: 1,
    }));
    const results = part.map(({ seatCode }) => ({ seatCode, grant: 1 }));
    operations.push({
      operationId: randomUUID(),
      seats: part,
      body: JSON.stringify({ kind: "allot", seats: named }),
      answer: JSON.stringify({ outcome: "done", asOf: 0, results }),
    });
  }
  return operations;
}

/** held → allotting, with the outbox. */
async function plan(
  transaction: Transaction,
  { organizerId }: Side,
  { showNumber }: StagedShow,
  { performanceNumber }: StagedPerformance,
  operations: readonly RawOperation[],
): Promise<void> {
  await transaction.run(sql`
    insert into operations (organizer_id, operation_id, reseller_id, kind, show_number, performance_number, body,
      seat_count, created_at, next_attempt_at)
    select ${organizerId}, id, 1, 'allot', ${showNumber}, ${performanceNumber}, body, seats, now(), now()
    from unnest(${operations.map((one) => one.operationId)}::uuid[], ${operations.map((one) => one.body)}::text[],
      ${operations.map((one) => one.seats.length)}::int[]) as given (id, body, seats)`);
  await transaction.run(sql`
    with given as (
      select * from unnest(${operations.flatMap((one) => one.seats.map((seat) => seat.seatCode))}::int[],
        ${operations.flatMap((one) => one.seats.map(() => one.operationId))}::uuid[]) as seat (seat_code, operation_id)
    ), movement as (
      insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
        hold_code, command, grant_command, reseller_id, operation_id, operator_id, at)
      select organizer_id, performance_number, seat_code, movement_serial + 1, 'allot', state, 'allotting', hold_code,
        command + 1, command + 1, 1, given.operation_id, 1, now()
      from performance_seats join given using (seat_code)
      where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and state = 'held'
    )
    update performance_seats seat set state = 'allotting', command = command + 1, grant_command = command + 1,
      reseller_id = 1, operation_id = given.operation_id, movement_serial = movement_serial + 1
    from given
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and state = 'held'
      and seat.seat_code = given.seat_code`);
}

async function createShow(transaction: Transaction, side: Side, { showNumber }: StagedShow): Promise<void> {
  await transaction.run(sql`
    insert into shows (institution_code, show_number, title, comment, print_at_home, status, created_at)
    values (${side.institutionCode}, ${showNumber}, ${title}, '', true, 'onSale', now())`);
}

/** Performance, contingent, movements and log at the network. */
async function carryOut(
  transaction: Transaction,
  { institutionCode, venue, seats }: Side,
  { showNumber }: StagedShow,
  { performanceNumber, localDate, localTime }: StagedPerformance,
  operations: readonly RawOperation[],
): Promise<void> {
  await transaction.run(sql`
    insert into performances (institution_code, performance_number, show_number, hall_code, hold_code, local_date,
      local_time, time_zone, created_at)
    values (${institutionCode}, ${performanceNumber}, ${showNumber}, ${venue.hallCode},
      ${venue.interfaceBlock.holdCode}, ${localDate}, ${localTime}, 'Europe/Paris', now())`);
  await transaction.run(sql`
    with given as (
      select * from unnest(${seats.map((seat) => seat.seatCode)}::int[], ${seats.map((seat) => seat.zoneCode)}::int[],
        ${seats.map((seat) => seat.floorCode)}::int[], ${seats.map((seat) => seat.seatCategoryCode)}::int[],
        ${seats.map((seat) => seat.row)}::text[], ${seats.map((seat) => seat.number)}::text[],
        ${operations.flatMap((one) => one.seats.map(() => one.operationId))}::uuid[])
        as seat (seat_code, zone_code, floor_code, seat_category_code, row_label, seat_number, operation_id)
    ), movement as (
      insert into contingent_movements (institution_code, performance_number, seat_code, serial, movement, from_state,
        to_state, command, grant_command, operation_id, at)
      select ${institutionCode}, ${performanceNumber}, seat_code, 1, 'allot', 'none', 'offered', 1, 1, operation_id, now()
      from given
    )
    insert into contingent_seats (institution_code, performance_number, seat_code, state, command, grant_command,
      zone_code, floor_code, seat_category_code, row_label, seat_number, movement_serial)
    select ${institutionCode}, ${performanceNumber}, seat_code, 'offered', 1, 1, zone_code, floor_code,
      seat_category_code, row_label, seat_number, 1
    from given`);
  await transaction.run(sql`
    insert into operation_log (institution_code, operation_id, kind, performance_number, body_hash, state, answer,
      received_at)
    select ${institutionCode}, id, 'allot', ${performanceNumber}, repeat('0', 64), 'answered', answer, now()
    from unnest(${operations.map((one) => one.operationId)}::uuid[], ${operations.map((one) => one.answer)}::jsonb[])
      as given (id, answer)`);
}

/** allotting → allotted, with the answers. */
async function apply(
  transaction: Transaction,
  { organizerId }: Side,
  { showNumber }: StagedShow,
  { performanceNumber }: StagedPerformance,
  operations: readonly RawOperation[],
): Promise<void> {
  await transaction.run(sql`
    with movement as (
      insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
        hold_code, command, grant_command, reseller_id, operation_id, at)
      select organizer_id, performance_number, seat_code, movement_serial + 1, 'allotAccepted', state, 'allotted',
        hold_code, command, grant_command, reseller_id, null, now()
      from performance_seats
      where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and state = 'allotting'
    )
    update performance_seats set state = 'allotted', operation_id = null, movement_serial = movement_serial + 1
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} and state = 'allotting'`);
  await transaction.run(sql`
    update operations set state = 'applied', answer = given.answer, applied_at = now()
    from unnest(${operations.map((one) => one.operationId)}::uuid[], ${operations.map((one) => one.answer)}::jsonb[])
      as given (id, answer)
    where organizer_id = ${organizerId} and operation_id = given.id`);
  await transaction.run(sql`
    insert into reseller_shows (organizer_id, reseller_id, show_number, created_at)
    values (${organizerId}, 1, ${showNumber}, now()) on conflict do nothing`);
  await transaction.run(sql`
    insert into reseller_performances (organizer_id, reseller_id, performance_number, created_at)
    values (${organizerId}, 1, ${performanceNumber}, now())`);
}
