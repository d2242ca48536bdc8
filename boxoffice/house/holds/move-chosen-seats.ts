import type { SeatsMoved } from "../../api/holds.ts";
import type { HouseStore, HouseTransaction } from "../house.ts";
import type { MoveContext, SeatRow } from "../inventory/inventory.store.ts";
import { type Plan, planBlock, planHold } from "./holds.ts";

/** Whose wish it is, for which performance, and when. */
export type ChosenContext = Omit<MoveContext, "organizerId">;

/** Seats by their codes, all of the hall, or all of some categories. */
export type ChosenSeats = { seatCodes: readonly number[] | "all" } | { categoryCodes: readonly number[] };

/** In order of precedence. */
export type HoldRefusal = "NOT_FOUND" | "UNKNOWN_HOLD" | "UNKNOWN_SEAT";

/** Puts seats into a hold, or out of any with null: those that may move do, and the others are named. */
export function holdSeats(
  store: HouseStore,
  context: ChosenContext,
  chosen: ChosenSeats,
  holdCode: number | null,
): Promise<SeatsMoved | HoldRefusal> {
  return store.transaction<SeatsMoved | HoldRefusal>(async (transaction) => {
    const performance = await transaction.performance(context.performanceNumber);
    if (!performance) return "NOT_FOUND";
    if (holdCode !== null && !(await transaction.holdExists(holdCode))) return "UNKNOWN_HOLD";
    const seatCodes =
      "seatCodes" in chosen
        ? chosen.seatCodes
        : await transaction.seatCodesOfCategories(performance.hallCode, chosen.categoryCodes);
    return moveChosenSeats(transaction, context, seatCodes, async () => (seat) => planHold(seat, holdCode));
  });
}

/** Blocks seats from any sale, or frees them again. */
export function blockSeats(
  store: HouseStore,
  context: ChosenContext,
  seatCodes: readonly number[] | "all",
  blocked: boolean,
): Promise<SeatsMoved | Exclude<HoldRefusal, "UNKNOWN_HOLD">> {
  return store.transaction<SeatsMoved | Exclude<HoldRefusal, "UNKNOWN_HOLD">>(async (transaction) => {
    const performance = await transaction.performance(context.performanceNumber);
    if (!performance) return "NOT_FOUND";
    return moveChosenSeats(transaction, context, seatCodes, async () => {
      // Asked under the seats' locks: a plan that is changed at the same moment blocks seats under them too.
      const gone = new Set(blocked ? [] : await transaction.seatsGone(performance.hallCode));
      return (seat) => (gone.has(seat.seatCode) ? { kind: "refused" } : planBlock(seat, blocked));
    });
  });
}

/** Moves every seat that may move and names the others; where a seat code is unknown none moves. */
async function moveChosenSeats(
  transaction: HouseTransaction,
  context: ChosenContext,
  seatCodes: readonly number[] | "all",
  planner: () => Promise<(seat: SeatRow) => Plan>,
): Promise<SeatsMoved | "UNKNOWN_SEAT"> {
  const seats = await transaction.lockSeats(context.performanceNumber, seatCodes);
  if (seatCodes !== "all" && seats.length < new Set(seatCodes).size) return "UNKNOWN_SEAT";
  const plan = await planner();
  const planned = seats.map((seat) => ({ seat, plan: plan(seat) }));
  const changes = planned.flatMap(({ plan }) => (plan.kind === "move" ? [plan.change] : []));
  await transaction.moveSeats(context, changes);
  const refused = planned.flatMap(({ seat, plan }) =>
    plan.kind === "refused" ? [{ seatCode: seat.seatCode, state: seat.state }] : [],
  );
  return { changed: changes.length, refused };
}
