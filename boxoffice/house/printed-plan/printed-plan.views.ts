import { safeFileName } from "@allotement/documents/file-name.ts";
import { performanceText } from "@allotement/documents/french.ts";
import { planPdf } from "@allotement/documents/plan/plan.ts";
import type {
  PlanData,
  PlanLayout,
  SeatState as PrintedState,
} from "@allotement/documents/plan/plan-data.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { readSeats } from "../counter/tickets.store.ts";
import { readPlan } from "../halls/halls.store.ts";
import type { SeatState } from "../inventory/seat-states.ts";
import { printing } from "../print/print.ts";

/** How each state of the books stands on paper. */
const printedStates: Readonly<Record<SeatState, PrintedState>> = {
  free: "free",
  held: "held",
  allotting: "inDoubt",
  allotted: "allotted",
  recalling: "inDoubt",
  sold: "sold",
  soldAtCounter: "soldAtCounter",
  blocked: "blocked",
  divergent: "inDoubt",
};
const printedState = new Map<string, PrintedState>(Object.entries(printedStates));

/** The graphic plan of a performance's hall (R9.5), blank or with the seats as they stand now. */
export async function printedPlan(
  database: Database,
  organizerId: number,
  performanceNumber: number,
  { blank, ...layout }: PlanLayout & { blank: boolean },
  now: Date,
): Promise<{ fileName: string; bytes: Uint8Array } | undefined> {
  const performance = await database.first<PerformanceRow>(sql`
    select p.hall_code as "hallCode", hall.name as "hallName", show.title, p.local_date as "localDate",
      to_char(p.local_time, 'HH24:MI') as "localTime"
    from performances p
    join shows show using (organizer_id, show_number)
    join halls hall on hall.organizer_id = p.organizer_id and hall.hall_code = p.hall_code
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
  const geometry = performance && (await readPlan(database, organizerId, performance.hallCode));
  if (!performance || !geometry) return undefined;
  const { organizerName, printedAt } = await printing(database, organizerId, now);
  const { hallName, title, localDate, localTime } = performance;
  const data: PlanData = {
    printedAt,
    organizerName,
    hallName,
    occasion: `${title} – ${performanceText(localDate, localTime)}`,
    geometry,
    ...(blank
      ? {}
      : { states: await statesOf(database, organizerId, performanceNumber, geometry.seatCodes) }),
  };
  const name = safeFileName(`${blank ? "Plan vierge" : "Plan"} ${hallName}`, "Plan");
  return { fileName: `${name} (${performanceNumber}).pdf`, bytes: planPdf(data, layout) };
}

interface PerformanceRow {
  hallCode: number;
  hallName: string;
  title: string;
  localDate: string;
  localTime: string;
}

async function statesOf(
  database: Database,
  organizerId: number,
  performanceNumber: number,
  seatCodes: readonly number[],
): Promise<PrintedState[]> {
  const seats = await readSeats(database, organizerId, performanceNumber, "all");
  const states = new Map(seats.seatCodes.map((code, index) => [code, seats.states[index] ?? ""]));
  // A seat of the plan that the performance has not got is nobody's to sell.
  return seatCodes.map((code) => printedState.get(states.get(code) ?? "") ?? "blocked");
}
