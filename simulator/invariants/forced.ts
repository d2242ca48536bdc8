import { byKey, type Invariant, seatKey, seatName } from "./invariant.ts";

const twoPeople: Invariant = {
  rule: "16",
  title: "behind every seat freed by force stand two people, a reason and a fence operation",
  holds: "rest",
  check({ venue }) {
    const operations = byKey(venue.operations, (operation) => operation.operationId);
    const freed = venue.movements.filter(({ movement }) => movement === "forceRecall");
    const kept = venue.forcedRecalls.flatMap((recall) =>
      recall.seats.map((seat) => ({ ...seat, performanceNumber: recall.performanceNumber, recall })),
    );
    const broken = kept.flatMap(({ recall, operationId, ...seat }) => {
      const fence = operations.get(operationId);
      const named = recall.operatorId !== recall.secondOperatorId && recall.reason !== "";
      return named && fence?.kind === "fence" ? [] : [`${seatName(seat)}: ${fence?.kind ?? "no fence"}`];
    });
    return freed.length === kept.length
      ? broken
      : [...broken, `${freed.length} seats were freed by force, ${kept.length} are written down`];
  },
};

/** No allot of a seat whose fence the reseller has not written down yet (rule 9). */
export const fenceFirst: Invariant = {
  rule: "9",
  title: "no seat is allotted again before the reseller has acknowledged its fence",
  holds: "commit",
  check({ venue, network, setBack }) {
    const there = byKey(network.seats, seatKey);
    return venue.seats.flatMap((seat) => {
      const on = seat.state === "allotting" || seat.state === "allotted";
      const written = there.get(seatKey(seat))?.fence ?? 0;
      const before = seat.grantCommand !== null && seat.grantCommand > seat.fence;
      // A reseller that forgot a fence has it again once the operations were sent to it once more.
      return on && before && written < seat.fence && !setBack.has(seatKey(seat))
        ? [
            `${seatName(seat)}: ${seat.state} under ${seat.grantCommand}, fence ${seat.fence}, there ${written}`,
          ]
        : [];
    });
  },
};

export const forcedInvariants = [twoPeople, fenceFirst];
