import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { OperatorChange, OperatorList, OrganizerList, Role } from "../../api/people.ts";
import { takeSerials } from "../serials.ts";

export interface OperatorToCreate {
  initials: string;
  name: string;
  role: Role | "system";
  passwordHash: string | null;
}

/** Answers false where the number is taken. */
export async function createOrganizer(
  transaction: Transaction,
  organizer: { organizerId: number; name: string; timeZone: string },
): Promise<boolean> {
  const { organizerId, name, timeZone } = organizer;
  const created = await transaction.run(sql`
    insert into organizers (organizer_id, name, time_zone) values (${organizerId}, ${name}, ${timeZone})
    on conflict do nothing`);
  return created === 1;
}

export async function listOrganizers(queries: Queries): Promise<OrganizerList["organizers"]> {
  return queries.rows(
    sql`select organizer_id as "organizerId", name from organizers order by lower(name), organizer_id`,
  );
}

/** Answers the new operator's number, or undefined where the initials are taken. */
export async function createOperator(
  transaction: Transaction,
  organizerId: number,
  operator: OperatorToCreate,
): Promise<number | undefined> {
  const operatorId = await takeSerials(transaction, organizerId, "operator");
  const { initials, name, role, passwordHash } = operator;
  const created = await transaction.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (${organizerId}, ${operatorId}, ${initials}, ${name}, ${role}, ${passwordHash})
    on conflict (organizer_id, lower(initials)) do nothing`);
  return created === 1 ? operatorId : undefined;
}

export async function listOperators(
  queries: Queries,
  organizerId: number,
): Promise<OperatorList["operators"]> {
  return queries.rows(sql`
    select operator_id as "operatorId", initials, name, role, active, exists (select from second_factors factor
      where factor.organizer_id = operators.organizer_id and factor.operator_id = operators.operator_id
        and confirmed_at is not null) as "secondFactor"
    from operators where organizer_id = ${organizerId} order by operator_id`);
}

export type OperatorRow = OperatorList["operators"][number];

/** An operator, locked until the transaction ends. */
export async function lockOperator(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
): Promise<Omit<OperatorRow, "secondFactor"> | undefined> {
  return transaction.first(sql`
    select operator_id as "operatorId", initials, name, role, active from operators
    where organizer_id = ${organizerId} and operator_id = ${operatorId} for no key update`);
}

export async function changeOperator(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
  { name, role, active }: OperatorChange,
): Promise<void> {
  await transaction.run(sql`
    update operators set name = ${name}, role = ${role}, active = ${active}
    where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
}

export async function changePassword(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
  passwordHash: string,
): Promise<void> {
  await transaction.run(sql`
    update operators set password_hash = ${passwordHash}
    where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
}
