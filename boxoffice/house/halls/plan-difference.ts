import type { PlanDifference, SeatChangeKind, SeatDifference, SeatFacts } from "../../api/plans.ts";
import type { PlanSeat, SeatingPlan } from "./seating-plan.ts";

/** What lies between two plans of a hall, seat by seat: a seat is known by its id, whatever else of it changes. */
export function planDifference(before: SeatingPlan, after: SeatingPlan): PlanDifference {
  const old = factsById(before);
  const fresh = factsById(after);
  const seats = [...old].flatMap(([guid, facts]): SeatDifference[] => {
    const now = fresh.get(guid) ?? null;
    const changes = now === null ? (["gone"] as const) : changesOf(facts, now);
    return changes.length === 0 ? [] : [{ guid, before: facts, after: now, changes: [...changes] }];
  });
  for (const [guid, facts] of fresh) {
    if (!old.has(guid)) seats.push({ guid, before: null, after: facts, changes: ["added"] });
  }
  return {
    capacityBefore: before.seats.length,
    capacityAfter: after.seats.length,
    drawingChanged: drawingOf(before) !== drawingOf(after),
    seats,
  };
}

/** Whether nothing at all differs: then there is no new version. */
export function isSame({ seats, drawingChanged }: PlanDifference): boolean {
  return seats.length === 0 && !drawingChanged;
}

function changesOf(before: SeatFacts, after: SeatFacts): SeatChangeKind[] {
  const changes: SeatChangeKind[] = [];
  if (before.x !== after.x || before.y !== after.y) changes.push("moved");
  if (placeOf(before) !== placeOf(after)) changes.push("relabelled");
  if (before.category !== after.category) changes.push("category");
  if (before.designation !== after.designation) changes.push("designation");
  if (before.flags !== after.flags) changes.push("attributes");
  return changes;
}

/** What a ticket prints of a seat's place. */
function placeOf({ floor, zone, row, number }: SeatFacts): string {
  return JSON.stringify([floor, zone, row, number]);
}

function factsById(plan: SeatingPlan): Map<string, SeatFacts> {
  const floors = new Map(plan.floors.map(({ floorIndex, name }) => [floorIndex, name]));
  return new Map(plan.seats.map((seat) => [seat.guid, factsOf(plan, floors, seat)]));
}

function factsOf(plan: SeatingPlan, floors: ReadonlyMap<number, string>, seat: PlanSeat): SeatFacts {
  return {
    floor: floors.get(seat.floorIndex) ?? "",
    zone: plan.zones[seat.zoneIndex]?.name ?? "",
    row: seat.rowLabel,
    number: seat.seatNumber,
    category: plan.categories[seat.categoryIndex]?.name ?? "",
    designation: plan.designations[seat.designationIndex] ?? "",
    x: seat.x,
    y: seat.y,
    flags:
      Number(seat.wheelchair) +
      2 * Number(seat.companion) +
      4 * Number(seat.restrictedView) +
      8 * Number(seat.folding),
  };
}

function drawingOf({ width, height, zones, areas }: SeatingPlan): string {
  const placed = areas.map(({ zoneIndex, ...area }) =>
    JSON.stringify([zones[zoneIndex]?.name, sorted(area)]),
  );
  return JSON.stringify([width, height, placed.sort()]);
}

function sorted(value: object): [string, unknown][] {
  return Object.entries(value)
    .map(([key, inner]): [string, unknown] => [
      key,
      typeof inner === "object" && inner !== null && !Array.isArray(inner) ? sorted(inner) : inner,
    ])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
