import { flagsOf } from "./geometry.ts";
import { lookAt } from "./looks.ts";
import type { Plan } from "./plan.ts";
import type { SeatingPlanStrings } from "./strings.ts";

/** The floor and zone of a seat, each once: a hall of one floor often repeats the name. */
export function placeNames(plan: Plan, floorIndex: number, zoneIndex: number): string {
  const floor = plan.geometry.floorNames[floorIndex] ?? "";
  const zone = plan.geometry.zoneNames[zoneIndex] ?? "";
  return [...new Set([floor, zone])].filter((name) => name.trim() !== "").join(", ");
}

/** "Rang A, place 12": a seat without a row label is named by its number alone. */
export function seatName(plan: Plan, index: number, strings: SeatingPlanStrings): string {
  const row = (plan.geometry.rowLabels[index] ?? "").trim();
  const seat = strings.seat(plan.geometry.seatNumbers[index] ?? "");
  return row === "" ? seat : `${strings.row(row)}, ${seat}`;
}

/** "Rang A, place 12, CARRE OR, libre, visibilité réduite": all that the plan itself knows of a seat. */
export function describe(plan: Plan, looks: Uint8Array, index: number, strings: SeatingPlanStrings): string {
  const { geometry } = plan;
  return [
    seatName(plan, index, strings),
    geometry.categoryNames[geometry.categoryIndexes[index] ?? -1] ?? "",
    strings.looks[lookAt(looks, index)],
    ...flagsOf(geometry.flags[index] ?? 0).map((flag) => strings.flags[flag]),
  ]
    .filter((part) => part !== "")
    .join(", ");
}
