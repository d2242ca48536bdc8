import type { PlanProblem } from "./seating-plan.problems.ts";

/** Where something stood in a file that is not JSON. */
export interface FilePlace {
  line: number;
  /** The element, for SVG: "circle#A-12". */
  element?: string;
}

interface Row {
  row_number: string;
  seats: object[];
}
interface Zone {
  name: string;
  floor: string;
  rows: Row[];
  areas: unknown[];
}

/** Colours of categories that a file gives none: told apart by most eyes, on a light and on a dark ground. */
const colours = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8e44ad", "#7f7f7f"];

export type PlanCollector = ReturnType<typeof planCollector>;

/** Brings what another format says, piece by piece, to the shape of the open seating-plan JSON. */
export function planCollector() {
  const categories = new Map<string, string | undefined>();
  const zones: Zone[] = [];
  const zoneIndexes = new Map<string, number>();
  const places = new Map<string, FilePlace>();

  return {
    zones,
    /** The first place of a category is where it is told of; a colour said later is taken. */
    category(name: string, colour: string | undefined, place: FilePlace): void {
      if (!categories.has(name)) places.set(`categories[${categories.size}]`, place);
      categories.set(name, colour ?? categories.get(name));
    },
    zone(name: string, floor: string, place: FilePlace): number {
      const key = JSON.stringify([name, floor]);
      const known = zoneIndexes.get(key);
      if (known !== undefined) return known;
      const index = zones.push({ name, floor, rows: [], areas: [] }) - 1;
      zoneIndexes.set(key, index);
      places.set(`zones[${index}]`, place);
      return index;
    },
    seat(zoneIndex: number, rowLabel: string, seat: object, place: FilePlace): void {
      const rows = zones[zoneIndex]?.rows ?? [];
      if (rows.at(-1)?.row_number !== rowLabel) {
        rows.push({ row_number: rowLabel, seats: [] });
        places.set(`zones[${zoneIndex}].rows[${rows.length - 1}]`, place);
      }
      const seats = rows.at(-1)?.seats ?? [];
      places.set(`zones[${zoneIndex}].rows[${rows.length - 1}].seats[${seats.length}]`, place);
      seats.push(seat);
    },
    area(zoneIndex: number, area: unknown, place: FilePlace): void {
      const areas = zones[zoneIndex]?.areas ?? [];
      places.set(`zones[${zoneIndex}].areas[${areas.length}]`, place);
      areas.push(area);
    },
    json(hall: { name: string; size?: object }): object {
      const named = [...categories].map(([name, colour], index) => ({
        name,
        color: colour ?? colours[index % colours.length],
      }));
      return { ...hall, categories: named, zones };
    },
    /** A fault of that JSON told by its place in the file; `fieldOf` names a field of the JSON as the file does. */
    inFile(problem: PlanProblem, fieldOf: (jsonField: string) => string): PlanProblem {
      const found = placed.exec(problem.path);
      const place = places.get(found?.[1] ?? "");
      const field = fieldOf((place ? found?.[2] : problem.path) ?? "");
      const path = [place?.element ?? "", field].filter((part) => part !== "").join(" ");
      const reason = problem.reason.replace(seatPath, (text) => {
        const line = places.get(text)?.line;
        return line === undefined ? text : `line ${line}`;
      });
      return { ...problem, path, reason, ...(place ? { line: place.line, column: 1 } : {}) };
    },
  };
}

const placed =
  /^(zones\[\d+\](?:\.rows\[\d+\](?:\.seats\[\d+\])?|\.areas\[\d+\])?|categories\[\d+\])\.?(.*)$/;
const seatPath = /zones\[\d+\]\.rows\[\d+\]\.seats\[\d+\]/;
