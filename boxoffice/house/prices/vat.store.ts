import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ShowVat, ShowVatChange } from "../../api/vat.ts";
import { ordinalOf, type VatRate, type VatRegime, vatRateAt } from "./vat.ts";

interface VatRow {
  performanceNumber: number;
  localDate: string;
  localTime: string;
  startsAt: Date;
  cancelled: boolean;
}

interface ShowRow {
  regime: VatRegime;
  performancesBefore: number;
  licenceNumber: string;
  organizerLicenceNumber: string;
}

/** A show's VAT, the licence numbers, and the rate of each of its performances in order of time. */
export async function readShowVat(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<ShowVat | undefined> {
  const show = await queries.first<ShowRow>(sql`
    select vat_regime as regime, performances_before as "performancesBefore",
      shows.licence_number as "licenceNumber", organizers.licence_number as "organizerLicenceNumber"
    from shows join organizers using (organizer_id)
    where organizer_id = ${organizerId} and show_number = ${showNumber}`);
  if (!show) return undefined;
  const rows = await queries.rows<VatRow>(sql`
    select performance_number as "performanceNumber", local_date as "localDate",
      to_char(local_time, 'HH24:MI') as "localTime", starts_at as "startsAt", cancelled_at is not null as cancelled
    from performances where organizer_id = ${organizerId} and show_number = ${showNumber}
    order by starts_at, performance_number`);
  return {
    ...show,
    performances: rows.map(({ startsAt, ...row }) => {
      const ordinal = ordinalOf(show, rows, { ...row, startsAt });
      return { ...row, ordinal, rate: vatRateAt(show.regime, ordinal) };
    }),
  };
}

/** Each performance of a show with its place in the show's order and its rate, by performance number. */
export async function performanceVat(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<Map<number, { ordinal: number; rate: VatRate }>> {
  const vat = await readShowVat(queries, organizerId, showNumber);
  return new Map(
    vat?.performances.map(({ performanceNumber, ordinal, rate }) => [performanceNumber, { ordinal, rate }]),
  );
}

/** The rates of some performances, of whatever shows; those that do not exist are left out. */
export async function vatRatesOfPerformances(
  queries: Queries,
  organizerId: number,
  performanceNumbers: readonly number[],
): Promise<Map<number, VatRate>> {
  const wanted = [...new Set(performanceNumbers)];
  if (wanted.length === 0) return new Map();
  const rows = await queries.rows<{ performanceNumber: number; regime: VatRegime; ordinal: number }>(sql`
    select performance_number as "performanceNumber", vat_regime as regime,
      performances_before + 1 + (select count(*)::int from performances earlier
        where earlier.organizer_id = given.organizer_id and earlier.show_number = given.show_number
          and earlier.cancelled_at is null
          and (earlier.starts_at, earlier.performance_number) < (given.starts_at, given.performance_number)) as ordinal
    from performances given join shows using (organizer_id, show_number)
    where organizer_id = ${organizerId} and performance_number = any(${wanted}::int[])`);
  return new Map(
    rows.map(({ performanceNumber, regime, ordinal }) => [performanceNumber, vatRateAt(regime, ordinal)]),
  );
}

/** Answers false where it stood so already. */
export async function changeShowVat(
  transaction: Transaction,
  organizerId: number,
  showNumber: number,
  { regime, performancesBefore, licenceNumber }: ShowVatChange,
): Promise<boolean> {
  const changed = await transaction.run(sql`
    update shows set vat_regime = ${regime}, performances_before = ${performancesBefore},
      licence_number = ${licenceNumber}
    where organizer_id = ${organizerId} and show_number = ${showNumber}
      and (vat_regime, performances_before, licence_number)
        is distinct from (${regime}, ${performancesBefore}::int, ${licenceNumber})`);
  return changed === 1;
}

export async function organizerLicenceNumber(queries: Queries, organizerId: number): Promise<string> {
  const row = await queries.first<{ licenceNumber: string }>(
    sql`select licence_number as "licenceNumber" from organizers where organizer_id = ${organizerId}`,
  );
  return row?.licenceNumber ?? "";
}

/** Answers false where it stood so already. */
export async function changeOrganizerLicence(
  transaction: Transaction,
  organizerId: number,
  licenceNumber: string,
): Promise<boolean> {
  const changed = await transaction.run(sql`
    update organizers set licence_number = ${licenceNumber}
    where organizer_id = ${organizerId} and licence_number <> ${licenceNumber}`);
  return changed === 1;
}
