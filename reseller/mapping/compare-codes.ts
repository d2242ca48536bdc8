import type { CodeLists, ListedSeat } from "@allotement/documents/codifications/code-lists.ts";
import type { ImportProposal } from "../api/code-imports.ts";

/** A floor, zone or category, or the hall itself. */
export interface NamedCode {
  kind: ImportProposal["codes"][number]["kind"];
  code: number;
  label: string;
}

/** A seat of the venue as an import has it. */
export interface MappedSeat {
  seatCode: number;
  floorCode: number;
  zoneCode: number;
  seatCategoryCode: number;
  row: string;
  number: string;
  x: number;
  y: number;
}

/** What seats that are allotted or sold here bear: it is kept, whatever the venue's list says. */
export interface CodesInUse {
  seatCodes: ReadonlySet<number>;
  /** `kind code`, as `keyOf` writes it. */
  codes: ReadonlySet<string>;
}

export const keyOf = ({ kind, code }: Pick<NamedCode, "kind" | "code">) => `${kind} ${code}`;

export function codesOf({ hall, floors, zones, categories }: CodeLists): NamedCode[] {
  const named = (kind: NamedCode["kind"], rows: readonly { code: number; name: string }[]) =>
    rows.map(({ code, name }) => ({ kind, code, label: name }));
  return [
    ...named("hall", [hall]),
    ...named("floor", floors),
    ...named("zone", zones),
    ...named("seatCategory", categories),
  ];
}

export function mappedSeat(seat: ListedSeat): MappedSeat {
  const { code, floorCode, zoneCode, categoryCode, rowLabel, seatNumber, x, y } = seat;
  return {
    seatCode: code,
    floorCode,
    zoneCode,
    seatCategoryCode: categoryCode,
    row: rowLabel,
    number: seatNumber,
    x,
    y,
  };
}

/** What an import brings, changes and takes away of the codes that are known. */
export function compareCodes(
  known: readonly NamedCode[],
  listed: readonly NamedCode[],
  inUse: CodesInUse,
): ImportProposal["codes"] {
  const before = new Map(known.map((one) => [keyOf(one), one.label]));
  const now = new Set(listed.map(keyOf));
  const gone = known.filter((one) => one.kind !== "hall" && !now.has(keyOf(one)));
  return [
    ...listed.map((one) => {
      const label = before.get(keyOf(one)) ?? null;
      const change =
        label === null ? ("new" as const) : label === one.label ? ("same" as const) : ("renamed" as const);
      return { ...one, change, before: change === "renamed" ? label : null, kept: false };
    }),
    ...gone.map((one) => ({
      ...one,
      change: "gone" as const,
      before: null,
      kept: inUse.codes.has(keyOf(one)),
    })),
  ];
}

/** How many seats are new, changed, the same or gone; of those gone, how many stay because they are in use. */
export function compareSeats(
  before: readonly MappedSeat[],
  now: readonly MappedSeat[],
  inUse: CodesInUse,
): ImportProposal["seats"] {
  const known = new Map(before.map((seat) => [seat.seatCode, JSON.stringify(factsOf(seat))]));
  const listed = new Set(now.map(({ seatCode }) => seatCode));
  const gone = before.filter(({ seatCode }) => !listed.has(seatCode));
  const fresh = now.filter(({ seatCode }) => !known.has(seatCode)).length;
  const same = now.filter((seat) => known.get(seat.seatCode) === JSON.stringify(factsOf(seat))).length;
  return {
    new: fresh,
    changed: now.length - fresh - same,
    same,
    gone: gone.length,
    kept: gone.filter(({ seatCode }) => inUse.seatCodes.has(seatCode)).length,
  };
}

function factsOf({ floorCode, zoneCode, seatCategoryCode, row, number, x, y }: MappedSeat) {
  return [floorCode, zoneCode, seatCategoryCode, row, number, x, y];
}
