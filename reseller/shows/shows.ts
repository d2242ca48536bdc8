import type { ShowStatus, ShowView } from "@allotement/protocol/messages/contingent.ts";
import type { ScheduleAnswer, ScheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import { type PriceChange, showStatusChanges } from "../api/shows.ts";

export interface PriceLine {
  institutionCode: number;
  showNumber: number;
  priceTypeCode: number;
  seatCategoryCode: number;
}

export interface ShowStore {
  statusOfShow(institutionCode: number, showNumber: number): Promise<ShowStatus | undefined>;
  /** Moves the show on, if its status is still the one that was read. */
  changeStatus(
    institutionCode: number,
    showNumber: number,
    from: ShowStatus,
    to: ShowStatus,
  ): Promise<boolean>;
  /** Changes one price line; false when the show has no such line. */
  changePrice(line: PriceLine, price: PriceChange): Promise<boolean>;
  /** Gives a performance its new date, unless a schedule of the same or a higher version is in force (R11.3). */
  reschedule(
    institutionCode: number,
    performanceNumber: number,
    request: ScheduleRequest,
  ): Promise<ScheduleAnswer | undefined>;
  /** A show as the venue may see it over the exchange. */
  showView(institutionCode: number, showNumber: number): Promise<ShowView | undefined>;
}

/** Whether a show may go from one status to the other (R2.2). */
export function statusMayChange(from: ShowStatus, to: ShowStatus): boolean {
  const allowed: readonly ShowStatus[] = showStatusChanges[from];
  return allowed.includes(to);
}

/** Brings a show to a status; answers the one it stays in where it may not change. */
export async function changeShowStatus(
  store: ShowStore,
  institutionCode: number,
  showNumber: number,
  to: ShowStatus,
): Promise<"changed" | "unknownShow" | { stays: ShowStatus }> {
  const from = await store.statusOfShow(institutionCode, showNumber);
  if (from === undefined) return "unknownShow";
  if (from === to) return "changed";
  const changed =
    statusMayChange(from, to) && (await store.changeStatus(institutionCode, showNumber, from, to));
  return changed ? "changed" : { stays: from };
}
