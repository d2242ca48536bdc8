import type { SeatState } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { seatStates } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { compareSeat, repairOf } from "@allotement/boxoffice/interface/compare/compare-seat.ts";
import { contingentState } from "@allotement/protocol/messages/contingent.ts";
import { expect, test } from "vitest";
import type { SeatPair } from "./seat-pairs.ts";
import { verdictOf } from "./seats.across.ts";

type Pair = { state: SeatState; there: SeatPair["network"]; fence: number };

const pairs: Pair[] = seatStates.flatMap((state) =>
  [undefined, ...contingentState.options].flatMap((network) =>
    [3, 2].flatMap((grant) =>
      [0, 3].map((fence) => ({
        state,
        fence,
        there: network && { state: network, command: 3, grant, fence: 0, unreceived: false },
      })),
    ),
  ),
);

const ofVerify = ({ state, there, fence }: Pair) => {
  const venue = { state, command: 3, grant: 3, fence, commandAfter: 3, still: true, disputed: false };
  const seat = { organizerId: 1, institutionCode: 1, performanceNumber: 1, seatCode: 1 };
  return verdictOf({ ...seat, venue, network: there });
};
const ofProduct = ({ state, there, fence }: Pair) => {
  const here = { state, command: 3, grant: 3, fence, operation: null };
  const network = there && contingentState.safeParse(there.state);
  const seat = there && network?.success ? { ...there, state: network.data } : undefined;
  return compareSeat({ ...here, lastMovement: { toState: state, command: 3, grant: 3 } }, seat);
};

test("the product's comparison and verify's find the same seats differing", () => {
  for (const pair of pairs)
    expect([pair, ofProduct(pair) !== undefined]).toEqual([pair, ofVerify(pair) !== undefined]);
});

test("where verify expects the next exchange to settle it, the product offers a repair", () => {
  for (const pair of pairs) {
    const cause = ofProduct(pair);
    if (ofVerify(pair)?.waits && cause) expect([pair, repairOf(cause)]).not.toEqual([pair, null]);
  }
});

test("where verify alarms the product moves no seat by itself, save one that is divergent and certain", () => {
  for (const pair of pairs) {
    const cause = ofProduct(pair);
    const alarms = ofVerify(pair)?.waits === false;
    if (alarms && cause && pair.state !== "divergent" && cause !== "saleNotReceived")
      expect([pair, repairOf(cause)]).toEqual([pair, null]);
  }
});
