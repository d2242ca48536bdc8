import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { OrganizerSettings } from "../../api/people.ts";

export async function readOrganizerSettings(
  queries: Queries,
  organizerId: number,
): Promise<OrganizerSettings> {
  const row = await queries.first<OrganizerSettings>(sql`
    select address, town, second_factor_required as "secondFactorRequired", names_kept_months as "namesKeptMonths"
    from organizers where organizer_id = ${organizerId}`);
  if (!row) throw new Error(`there is no organizer ${organizerId}`);
  return row;
}

export async function changeOrganizerSettings(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
  settings: OrganizerSettings,
): Promise<void> {
  const { address, town, secondFactorRequired, namesKeptMonths } = settings;
  await transaction.run(sql`
    update organizers set address = ${address}, town = ${town}, second_factor_required = ${secondFactorRequired},
      names_kept_months = ${namesKeptMonths}::int,
      names_kept_by = case when names_kept_months is not distinct from ${namesKeptMonths}::int then names_kept_by
        else ${operatorId}::int end
    where organizer_id = ${organizerId}`);
}
