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
    performanceFacts: (performanceNumber) =>
      transaction.first<PerformanceFacts>(sql`
        select p.performance_number as "performanceNumber", p.show_number as "showNumber", s.title, s.comment,
          s.print_at_home as "printAtHome", p.hall_code as "hallCode", p.local_date as "localDate",
          to_char(p.local_time, 'HH24:MI') as "localTime", p.time_zone as "timeZone",
          exists (select from reseller_shows k where k.organizer_id = p.organizer_id
            and k.reseller_id = ${resellerId} and k.show_number = p.show_number) as "knownShow",
          exists (select from reseller_performances k where k.organizer_id = p.organizer_id
            and k.reseller_id = ${resellerId} and k.performance_number = p.performance_number) as "knownPerformance"
        from performances p
        join shows s using (organizer_id, show_number)
        where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`),
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
