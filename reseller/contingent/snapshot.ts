import type { ContingentSnapshot } from "@allotement/protocol/messages/contingent.ts";
import { numberEvents, type UnnumberedEvent } from "../feed/sequencer.ts";
import type { ContingentSeat } from "./contingent.ts";
import type { ContingentStore } from "./operations.ts";

/**
 * A performance at one moment: its seats in the order of their codes, and the events that have no number yet. Of a
 * performance that was never created only the seats are known that a command has named.
 */
export interface PerformanceMoment {
  localDate: string | null;
  localTime: string | null;
  seats: Pick<ContingentSeat, "seatCode" | "state" | "grant" | "command" | "fence">[];
  unnumbered: UnnumberedEvent[];
}

/**
 * Every seat of a performance in one snapshot, with the feed's head: the sales up to `asOf` are exactly those that the
 * snapshot shows. Seats and unnumbered events are read at one moment while the feed is locked, and just these events
 * are numbered. A seat that was only named and never granted counts as withdrawn, with grant 0, so that its command
 * counter is not lost on a venue that was restored from a backup; also where a fence or a void came first, and the
 * performance was never created.
 */
export function contingentSnapshot(
  store: ContingentStore,
  institutionCode: number,
  performanceNumber: number,
): Promise<ContingentSnapshot | undefined> {
  return store.transaction(institutionCode, async (transaction) => {
    await transaction.lockFeed();
    const moment = await transaction.performanceMoment(performanceNumber);
    if (!moment) return undefined;
    const { localDate, localTime, seats, unnumbered } = moment;
    const head = await numberEvents(transaction, unnumbered);
    return {
      asOf: head.sequence,
      performanceNumber,
      localDate,
      localTime,
      seatCodes: seats.map((seat) => seat.seatCode),
      states: seats.map(({ state }) => (state === "none" ? "withdrawn" : state)),
      grants: seats.map((seat) => seat.grant),
      commands: seats.map((seat) => seat.command),
      fences: seats.map((seat) => seat.fence),
    };
  });
}
