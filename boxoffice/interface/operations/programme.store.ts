import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ShowPrice } from "@allotement/protocol/messages/operation.ts";
import type { Scope } from "../store.ts";

/** What an operation says of its performance, and whether the reseller is known to have it. */
export interface PerformanceFacts {
  performanceNumber: number;
  showNumber: number;
  title: string;
  comment: string;
  printAtHome: boolean;
  hallCode: number;
  localDate: string;
  localTime: string;
  timeZone: string;
  knownShow: boolean;
  knownPerformance: boolean;
  /** Cancelled, or on its way to another date: nothing of it is given to the reseller now. */
  closedToAllot: boolean;
}

/** What an operation says of a seat (its place in the hall). */
export interface SeatPlace {
  seatCode: number;
  zoneCode: number;
  floorCode: number;
  seatCategoryCode: number;
  row: string;
  number: string;
}

export interface ProgrammeStore {
  /**
   * Writes what the new-show window completed into the grid in force: missing lines and the reseller's fee. Lines that
   * are there keep their amounts: changing a price is the grid's business, not the window's. False without a grid.
   */
  completeGrid(showNumber: number, lines: readonly ShowPrice[], now: Date): Promise<boolean>;
  /** Kept from being cancelled or moved until the transaction ends; before its seats in the order of locks. */
  performanceFacts(performanceNumber: number): Promise<PerformanceFacts | undefined>;
  seatPlaces(hallCode: number, seatCodes: readonly number[]): Promise<SeatPlace[]>;
  /** Remembers that the reseller has created the show and the performance (R2.1). */
  rememberCreated(showNumber: number, performanceNumber: number, at: Date): Promise<void>;
}

/** A show's prices as the new-show window settled them, sent with its first allotment (R5.3). */
export interface NewShow {
  comment: string;
  prices: ShowPrice[];
}

export function sqlProgrammeStore(transaction: Transaction, scope: Scope): ProgrammeStore {
  const { organizerId, resellerId } = scope;
  return {
    completeGrid: async (showNumber, lines, now) => {
      const grid = await transaction.first<{ price_grid_id: number }>(sql`
        select price_grid_id from price_grids where organizer_id = ${organizerId} and show_number = ${showNumber}
          and valid_from <= ${now} order by valid_from desc limit 1 for update`);
      if (!grid) return false;
      await transaction.run(sql`
        insert into price_grid_lines as kept (organizer_id, price_grid_id, price_type_code, seat_category_code,
          face_value_cents, venue_fee_cents, organizer_fee_cents, reseller_fee_cents)
        select ${organizerId}, ${grid.price_grid_id}, "priceTypeCode", "seatCategoryCode", "faceValueCents",
          "venueFeeCents", "organizerFeeCents", "resellerFeeCents"
        from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as given ("priceTypeCode" int, "seatCategoryCode" int,
          "faceValueCents" int, "venueFeeCents" int, "organizerFeeCents" int, "resellerFeeCents" int)
        on conflict (organizer_id, price_grid_id, price_type_code, seat_category_code)
          do update set reseller_fee_cents = excluded.reseller_fee_cents`);
      return true;
    },
    performanceFacts: (performanceNumber) =>
      transaction.first<PerformanceFacts>(sql`
        select p.performance_number as "performanceNumber", p.show_number as "showNumber", s.title, s.comment,
          s.print_at_home as "printAtHome", p.hall_code as "hallCode", p.local_date as "localDate",
          to_char(p.local_time, 'HH24:MI') as "localTime", p.time_zone as "timeZone",
          exists (select from reseller_shows k where k.organizer_id = p.organizer_id
            and k.reseller_id = ${resellerId} and k.show_number = p.show_number) as "knownShow",
          exists (select from reseller_performances k where k.organizer_id = p.organizer_id
            and k.reseller_id = ${resellerId} and k.performance_number = p.performance_number) as "knownPerformance",
          p.cancelled_at is not null or exists (select from reschedules r where r.organizer_id = p.organizer_id
            and r.performance_number = p.performance_number and r.state in ('asked', 'acknowledged')) as "closedToAllot"
        from performances p
        join shows s using (organizer_id, show_number)
        where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber} for share of p`),
    seatPlaces: (hallCode, seatCodes) =>
      transaction.rows<SeatPlace>(sql`
        select seat_code as "seatCode", zone_code as "zoneCode", floor_code as "floorCode",
          seat_category_code as "seatCategoryCode", row_label as "row", seat_number as "number"
        from seats
        where organizer_id = ${organizerId} and hall_code = ${hallCode} and seat_code = any(${[...seatCodes]}::int[])
        order by seat_code`),
    rememberCreated: async (showNumber, performanceNumber, at) => {
      await transaction.run(sql`
        insert into reseller_shows (organizer_id, reseller_id, show_number, created_at)
        values (${organizerId}, ${resellerId}, ${showNumber}, ${at}) on conflict do nothing`);
      await transaction.run(sql`
        insert into reseller_performances (organizer_id, reseller_id, performance_number, created_at)
        values (${organizerId}, ${resellerId}, ${performanceNumber}, ${at}) on conflict do nothing`);
    },
  };
}
