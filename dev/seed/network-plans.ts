import { parseSeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.ts";
import {
  type ImportProposal,
  importDone,
  importProposal,
  type NetworkHall,
} from "@allotement/reseller/api/code-imports.ts";
import type { Client } from "./client.ts";
import { anything } from "./venue.ts";

/** How another house calls the floors of an Italian-style theatre. */
const floorNames = new Map([
  ["ORCHESTRE", "Parterre"],
  ["CORBEILLE", "1er balcon"],
  ["BALCON", "2e balcon"],
]);

/**
 * A hall as the network has drawn it by itself, years ago: another scale and origin, «Rang A» and «01», other names of
 * floors and zones, and without the folding seats, which it does not sell. So that tying the two plans is a real job.
 */
export function networkDrawing(plan: string, name: string): NetworkHall {
  const parsed = parseSeatingPlan(plan);
  if (!parsed.ok) throw new Error(`the plan cannot be read: ${JSON.stringify(parsed.problems)}`);
  const { seats, zones, floors, designations } = parsed.plan;
  const hundredths = (value: number) => Math.round(value * 100) / 100;
  return {
    name,
    seats: seats
      .filter((seat) => designations[seat.designationIndex] !== "STRAPONTIN")
      .map((seat, index) => {
        const floor = floors[seat.floorIndex]?.name ?? "";
        const zone = zones[seat.zoneIndex]?.name ?? "";
        const theirs = floorNames.get(floor) ?? floor;
        return {
          networkSeatId: 1001 + index,
          floor: theirs,
          zone: zone.startsWith(floor) ? zone.replace(floor, theirs) : zone,
          row: seat.rowLabel.trim() === "" ? seat.rowLabel : `Rang ${seat.rowLabel}`,
          number: seat.seatNumber.padStart(2, "0"),
          x: hundredths(seat.x * 0.64 + 120),
          y: hundredths(seat.y * 0.64 - 35),
        };
      }),
  };
}

export async function drawNetworkHall(
  manager: Client,
  institutionCode: number,
  networkHallId: number,
  drawing: NetworkHall,
): Promise<void> {
  const path = `/api/institutions/${institutionCode}/network-halls/${networkHallId}`;
  await manager.send("PUT", path, drawing, anything);
}

/** «Exporter plans» at the venue, then the import at the network, confirmed as it is proposed; answers what was proposed. */
export async function handCodesOver(
  clerk: Client,
  hallCode: number,
  manager: Client,
  institutionCode: number,
): Promise<ImportProposal> {
  const bytes = await clerk.bytes(`/api/interface/codes/halls/${hallCode}/archive`);
  const archive = Buffer.from(bytes).toString("base64");
  const path = `/api/institutions/${institutionCode}/code-imports`;
  const proposal = await manager.send("POST", `${path}/preview`, { archive }, importProposal);
  const { networkHallId, afterVersion } = proposal;
  await manager.send("POST", path, { archive, networkHallId, afterVersion }, importDone);
  return proposal;
}
