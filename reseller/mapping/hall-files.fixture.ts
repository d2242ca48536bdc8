import { archiveOf, hallFolder } from "@allotement/documents/codifications/archive.ts";
import { writeBmp } from "@allotement/documents/codifications/bmp.ts";
import type { CodeFile, CodeLists } from "@allotement/documents/codifications/code-lists.ts";
import { writeCodeFiles } from "@allotement/documents/codifications/write-code-files.ts";
import type { NetworkHall } from "../api/code-imports.ts";

/** For tests: a venue's hall of 24 seats, its files, and the network's own drawing of it. */

export const importedHallCode = 8;

export const venueHall: CodeLists = {
  organizer: { code: 669, name: "THÉÂTRE DE LA LYRE" },
  institutionCode: 9999,
  hall: { code: importedHallCode, name: "SALLE DES FÊTES", planVersion: 1, width: 400, height: 300 },
  categories: [
    { code: 31, name: "CARRE OR", shortName: "OR", colour: "#db7613" },
    { code: 32, name: "CATEGORIE 1", shortName: "CAT.1", colour: "#cf013b" },
  ],
  designations: [{ code: 1, name: "FAUTEUIL" }],
  floors: [{ code: 21, name: "ORCHESTRE" }],
  zones: [{ code: 11, name: "PARTERRE", floorCode: 21 }],
  seats: ["A", "B", "C", "D"].flatMap((rowLabel, row) =>
    Array.from({ length: 6 }, (_, index) => ({
      code: row * 6 + index + 1,
      floorCode: 21,
      zoneCode: 11,
      rowLabel,
      seatNumber: String(index + 1),
      categoryCode: row === 0 ? 31 : 32,
      designationCode: 1,
      x: 20 * index + 8 * row,
      y: 25 * row,
      wheelchair: false,
      companion: false,
      restrictedView: false,
      folding: false,
    })),
  ),
};

const picture = writeBmp({ width: 1, height: 1, pixels: Uint8Array.of(0), palette: ["#ffffff"] });

export function filesOf(lists: CodeLists): CodeFile[] {
  return writeCodeFiles(lists, picture);
}

export function zipOf(files: readonly CodeFile[], folder = hallFolder(venueHall.hall)): string {
  return Buffer.from(archiveOf(folder, files)).toString("base64");
}

/** Another hand: «Rang A», «01», another scale, one seat less. */
export const networkDrawing: NetworkHall = {
  name: "Salle des fêtes (réseau)",
  seats: venueHall.seats.slice(0, 23).map((seat, index) => ({
    networkSeatId: 500 + index,
    floor: "Orchestre",
    zone: "Parterre",
    row: `Rang ${seat.rowLabel}`,
    number: seat.seatNumber.padStart(2, "0"),
    x: seat.x * 1.5 + 40,
    y: seat.y * 1.5 - 10,
  })),
};
