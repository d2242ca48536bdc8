import { type PlanCollector, planCollector } from "./seating-plan.collect.ts";
import type { CsvLine } from "./seating-plan.csv.ts";
import { limited, type PlanProblem, quoted } from "./seating-plan.problems.ts";

type Kind = "hall" | "category" | "zone" | "seat" | "area";
const kinds = new Map<string, Kind>([
  ["salle", "hall"],
  ["hall", "hall"],
  ["categorie", "category"],
  ["catégorie", "category"],
  ["category", "category"],
  ["zone", "zone"],
  ["", "seat"],
  ["place", "seat"],
  ["seat", "seat"],
  ["dessin", "area"],
  ["drawing", "area"],
]);

/** A table brought to the shape of the open JSON. `isPlaced`: it says where seats stand; else they are set out in rows. */
export function planTable(
  lines: readonly CsvLine[],
  isPlaced: boolean,
): { json: object; collector: PlanCollector; problems: PlanProblem[] } {
  const hall: { name: string; size?: object } = { name: "SALLE" };
  const collector = planCollector();
  const problems: PlanProblem[] = [];
  for (const given of lines) {
    const { cell, line } = given;
    const place = { line };
    switch (kinds.get(cell("kind").trim().toLowerCase())) {
      case "hall":
        hall.name = cell("id") || hall.name;
        if (cell("x") !== "") hall.size = { width: decimal(cell("x")), height: decimal(cell("y")) };
        break;
      case "category":
        collector.category(cell("category"), cell("colour") || undefined, place);
        break;
      case "zone":
        collector.zone(cell("zone"), cell("floor"), place);
        break;
      case "area":
        collector.area(collector.zone(cell("zone"), cell("floor"), place), parsed(cell("drawing")), place);
        break;
      case "seat": {
        const category = cell("category") || "CATEGORIE 1";
        collector.category(category, cell("colour") || undefined, place);
        const zoneIndex = collector.zone(cell("zone"), cell("floor"), place);
        collector.seat(zoneIndex, cell("row"), seatOf(given, category, isPlaced), place);
        break;
      }
      default: {
        const reason = `The kind of line ${quoted(cell("kind"))} is not known.`;
        const value = cell("kind").slice(0, 60);
        problems.push({ path: "type", line, column: 1, code: "unknownKind", reason, value });
      }
    }
  }
  if (!isPlaced) setOut(collector);
  return { json: collector.json(hall), collector, problems: limited(problems) };
}

function seatOf({ cell }: CsvLine, category: string, isPlaced: boolean): object {
  // Without an id of its own a seat is known by its place, which another file of the same hall says again.
  const place = [cell("zone"), cell("row"), cell("number")].filter((part) => part.trim() !== "");
  return {
    seat_guid: cell("id") || place.join("-"),
    seat_number: cell("number"),
    category,
    position: isPlaced ? { x: decimal(cell("x")), y: decimal(cell("y")) } : { x: 0, y: 0 },
    ...(cell("designation") === "" ? {} : { designation: cell("designation") }),
    wheelchair: yesOrNo(cell("wheelchair")),
    companion: yesOrNo(cell("companion")),
    restricted_view: yesOrNo(cell("restrictedView")),
    folding: yesOrNo(cell("folding")),
  };
}

/** 12,5 and 12.5; what is no number stays a text, which the schema refuses by name. */
function decimal(text: string): number | string {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : text;
}

function yesOrNo(text: string): boolean | string {
  const word = text.trim().toLowerCase();
  if (["", "0", "non", "no", "false", "faux"].includes(word)) return false;
  return ["1", "oui", "yes", "true", "vrai", "x"].includes(word) ? true : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Rows one behind the other, zone after zone, each about the middle of the widest. */
function setOut({ zones }: PlanCollector): void {
  const [seatPitch, rowPitch, zoneGap] = [24, 32, 48];
  const widest = zones
    .flatMap(({ rows }) => rows)
    .reduce((most, { seats }) => Math.max(most, seats.length), 1);
  let y = rowPitch;
  for (const { rows } of zones) {
    for (const { seats } of rows) {
      const left = seatPitch + ((widest - seats.length) * seatPitch) / 2;
      seats.forEach((seat, index) => {
        Object.assign(seat, { position: { x: left + index * seatPitch, y } });
      });
      y += rowPitch;
    }
    y += zoneGap;
  }
}
