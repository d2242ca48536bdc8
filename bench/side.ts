import { seatsMoved } from "@allotement/boxoffice/api/holds.ts";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { proposedResellerFeeCents } from "@allotement/protocol/reseller-fee.ts";
import { categoryAmountsCents, venueFeeCents } from "../dev/seed/programme.ts";
import type { Venue } from "../dev/seed/venue.ts";

export const performancesPerShow = 26;
const localTime = "19:30";
export const title = "MEASURED";

/** A seat's place in the hall, and what it costs at the network's full price. */
export interface StagedSeat {
  seatCode: number;
  zoneCode: number;
  floorCode: number;
  seatCategoryCode: number;
  row: string;
  number: string;
  faceValueCents: number;
  resellerFeeCents: number;
}

export interface StagedShow {
  showNumber: number;
  performances: { performanceNumber: number; localDate: string; localTime: string }[];
}

/** One of the two organizers with its institution; both are prepared in the same way. */
export interface Side {
  organizerId: number;
  institutionCode: number;
  venue: Venue;
  seats: StagedSeat[];
  /** Every seat of every performance stands in the TICKETNET hold, ready to be allotted. */
  shows: StagedShow[];
}

/** Makes shows of 26 performances through the box office's own calls, and puts all their seats into the hold. */
export async function stageShows(
  boxoffice: Database,
  venue: Venue,
  institutionCode: number,
  showCount: number,
): Promise<Side> {
  const { support, organizerId, hallCode } = venue;
  const { showGroupId } = await support.send(
    "POST",
    "/api/show-groups",
    { name: "THEATRE" },
    showGroupCreated,
  );
  const shows: StagedShow[] = [];
  for (let index = 0; index < showCount; index++) {
    const show = { showGroupId, hallCode, title: `${title} ${index + 1}`, comment: "", printAtHome: true };
    const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
    await support.send("POST", `/api/shows/${showNumber}/price-grids`, gridOf(venue), priceGridCreated);
    const dates = Array.from({ length: performancesPerShow }, (_, day) => civilDate(30 + day));
    const wanted = dates.map((localDate) => ({ localDate, localTime }));
    const path = `/api/shows/${showNumber}/performances`;
    const created = await support.send("POST", path, { performances: wanted }, performancesCreated);
    const performances = created.performanceNumbers.map((performanceNumber, place) => ({
      performanceNumber,
      localDate: dates[place] ?? "",
      localTime,
    }));
    const held = { holdCode: venue.interfaceBlock.holdCode, seatCodes: "all" };
    for (const { performanceNumber } of performances)
      await support.send("POST", `/api/performances/${performanceNumber}/holds`, held, seatsMoved);
    shows.push({ showNumber, performances });
  }
  return { organizerId, institutionCode, venue, seats: await stagedSeats(boxoffice, venue), shows };
}

function civilDate(daysFromToday: number): string {
  return new Date(Date.now() + daysFromToday * 86_400_000).toISOString().slice(0, 10);
}

/** One price for each category of the hall. */
function gridOf(venue: Venue) {
  return {
    validFrom: new Date(Date.now() - 86_400_000).toISOString(),
    lines: [...categoryAmountsCents].flatMap(([category, faceValueCents]) => {
      const seatCategoryCode = venue.categories.get(category);
      if (seatCategoryCode === undefined) return [];
      const priceTypeCode = venue.ticketnet.fullPrice;
      return { priceTypeCode, seatCategoryCode, faceValueCents, venueFeeCents, organizerFeeCents: 0 };
    }),
  };
}

async function stagedSeats(boxoffice: Database, venue: Venue): Promise<StagedSeat[]> {
  const rows = await boxoffice.rows<
    Omit<StagedSeat, "faceValueCents" | "resellerFeeCents"> & { category: string }
  >(sql`
    select seat_code as "seatCode", zone_code as "zoneCode", floor_code as "floorCode",
      seat_category_code as "seatCategoryCode", row_label as "row", seat_number as "number", name as category
    from seats join seat_categories using (organizer_id, seat_category_code)
    where organizer_id = ${venue.organizerId} and hall_code = ${venue.hallCode} order by seat_code`);
  return rows.map(({ category, ...seat }) => {
    const faceValueCents = categoryAmountsCents.get(category) ?? 0;
    return { ...seat, faceValueCents, resellerFeeCents: proposedResellerFeeCents(faceValueCents) };
  });
}
