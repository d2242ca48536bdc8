import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type {
  DrawnPlan,
  PlanDifference,
  SeatChangeKind,
  SeatDifference,
} from "@allotement/boxoffice/api/plans.ts";
import type { PlanGeometry } from "../../seating-plan/geometry.ts";
import type { SeatLook } from "../../seating-plan/looks.ts";
import { geometryOf } from "./drawn-plan.ts";

const changeKinds: readonly SeatChangeKind[] = [
  "added",
  "gone",
  "relabelled",
  "category",
  "designation",
  "attributes",
  "moved",
];

/** How many seats each kind of change concerns, the gravest first, without those that did not happen. */
export function countChanges(seats: readonly SeatDifference[]): [SeatChangeKind, number][] {
  return changeKinds.flatMap((kind): [SeatChangeKind, number][] => {
    const count = seats.filter(({ changes }) => changes.includes(kind)).length;
    return count === 0 ? [] : [[kind, count]];
  });
}

const looksOfChange: Readonly<Record<SeatChangeKind, SeatLook>> = {
  added: "selectable",
  gone: "sold",
  relabelled: "held",
  category: "held",
  designation: "held",
  attributes: "held",
  moved: "inDoubt",
};

/** Both plans in one picture: the new one, and where they stood the seats that are gone. */
export function differencePicture(
  { seats }: PlanDifference,
  after: DrawnPlan,
  drawn: readonly DrawnArea[],
): { geometry: PlanGeometry; looks: SeatLook[]; changeOf: (SeatDifference | undefined)[] } {
  const byId = new Map(seats.map((seat) => [seat.guid, seat]));
  const gone = seats.flatMap((seat) => (seat.before !== null && seat.after === null ? [seat] : []));
  const picture: DrawnPlan = {
    ...after,
    zones: [...after.zones, ...gone.map(({ before }) => ({ name: before?.zone ?? "", floorIndex: 0 }))],
    seats: [
      ...after.seats,
      ...gone.map(({ guid, before }, index) => ({
        ...{ guid, floorIndex: 0, zoneIndex: after.zones.length + index, designationIndex: 0 },
        ...{
          rowLabel: before?.row ?? "",
          seatNumber: before?.number ?? "",
          x: before?.x ?? 0,
          y: before?.y ?? 0,
        },
        categoryIndex: Math.max(
          0,
          after.categories.findIndex(({ name }) => name === before?.category),
        ),
        ...{ wheelchair: false, companion: false, restrictedView: false, folding: false },
      })),
    ],
  };
  const changeOf = picture.seats.map(({ guid }) => byId.get(guid));
  const looks = changeOf.map((change): SeatLook => {
    const kind = changeKinds.find((one) => change?.changes.includes(one));
    return kind === undefined ? "dim" : looksOfChange[kind];
  });
  return { geometry: geometryOf(picture, drawn), looks, changeOf };
}

/** Seats of one row that changed alike, as one line. */
export function linesOf(seats: readonly SeatDifference[]): { key: string; seats: SeatDifference[] }[] {
  const lines = new Map<string, SeatDifference[]>();
  for (const seat of seats) {
    const { before, after, changes } = seat;
    const facts = before ?? after;
    // Of a renamed seat every number is another sentence.
    const alone = changes.includes("relabelled") && before?.row === after?.row ? seat.guid : "";
    const to = after && [after.floor, after.zone, after.row, after.category, after.designation, after.flags];
    const from = before && [before.category, before.designation, before.flags];
    const key = JSON.stringify([facts?.floor, facts?.zone, facts?.row, changes, from, to, alone]);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [seat]);
    else line.push(seat);
  }
  return [...lines].map(([key, grouped]) => ({ key, seats: grouped }));
}
