import { csvFile } from "@allotement/documents/csv.ts";
import { csvColumns } from "./seating-plan.csv-columns.ts";
import type { SeatingPlan } from "./seating-plan.ts";
import { areaJson, rowsOf } from "./seating-plan.write.ts";

type Cells = Partial<Record<(typeof csvColumns)[number]["field"], string | number>>;

/** Writes a plan as a table for spreadsheets: the hall, its categories, and zone by zone its seats and its drawing. */
export function writeCsvPlan(plan: SeatingPlan): string {
  const lines: Cells[] = [
    { kind: "salle", id: plan.name, x: plan.width, y: plan.height },
    ...plan.categories.map(({ name, colour }) => ({ kind: "categorie", category: name, colour })),
    ...plan.zones.flatMap((_zone, zoneIndex) => zoneLines(plan, zoneIndex)),
  ];
  const head = csvColumns.map(({ written }) => written);
  const rows = lines.map((cells) => csvColumns.map(({ field }) => cells[field] ?? ""));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(csvFile(head, rows));
}

function zoneLines(plan: SeatingPlan, zoneIndex: number): Cells[] {
  const place = plan.zones[zoneIndex];
  const floor = plan.floors.find(({ floorIndex }) => floorIndex === place?.floorIndex)?.name ?? "";
  const zone = place?.name ?? "";
  return [
    { kind: "zone", zone, floor },
    ...rowsOf(plan, zoneIndex)
      .flat()
      .map((seat) => ({
        kind: "place",
        id: seat.guid,
        zone,
        floor,
        row: seat.rowLabel,
        number: seat.seatNumber,
        x: seat.x,
        y: seat.y,
        category: plan.categories[seat.categoryIndex]?.name ?? "",
        designation: plan.designations[seat.designationIndex] ?? "",
        wheelchair: yes(seat.wheelchair),
        companion: yes(seat.companion),
        restrictedView: yes(seat.restrictedView),
        folding: yes(seat.folding),
      })),
    ...plan.areas
      .filter((area) => area.zoneIndex === zoneIndex)
      .map((area) => ({ kind: "dessin", zone, floor, drawing: JSON.stringify(areaJson(area)) })),
  ];
}

function yes(value: boolean): string {
  return value ? "oui" : "";
}
