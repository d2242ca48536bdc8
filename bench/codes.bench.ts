import { archiveOf } from "@allotement/documents/codifications/archive.ts";
import type { CodeLists, ListedSeat } from "@allotement/documents/codifications/code-lists.ts";
import { drawPlan } from "@allotement/documents/codifications/plan-picture.ts";
import { writeCodeFiles } from "@allotement/documents/codifications/write-code-files.ts";
import { matchSeats } from "@allotement/reseller/mapping/match-seats.ts";
import { placedSeats } from "@allotement/reseller/mapping/propose.ts";
import { readImport } from "@allotement/reseller/mapping/read-import.ts";
import { spreadOf } from "./table.ts";

const repetitions = 3;
const [rows, seatsInRow] = [200, 100];

/** A hall of 20,000 seats in 200 rows and eight zones. */
function largeHall(): CodeLists {
  const zones = Array.from({ length: 8 }, (_, zone) => ({
    code: zone + 1,
    name: `BLOC ${zone + 1}`,
    floorCode: 1,
  }));
  return {
    organizer: { code: 669, name: "SALLE DE MESURE" },
    institutionCode: 9999,
    hall: { code: 10_001, name: "ARENA", planVersion: 1, width: 2000, height: 4000 },
    categories: Array.from({ length: 8 }, (_, index) => ({
      code: 10_001 + index,
      name: `CATEGORIE ${index + 1}`,
      shortName: `CAT.${index + 1}`,
      colour: `#${(0x203040 + index * 0x1a0c16).toString(16)}`,
    })),
    designations: [{ code: 1, name: "FAUTEUIL" }],
    floors: [{ code: 1, name: "SALLE" }],
    zones,
    seats: Array.from({ length: rows * seatsInRow }, (_, index): ListedSeat => {
      const [row, place] = [Math.floor(index / seatsInRow), index % seatsInRow];
      const zone = Math.floor(row / 50) * 2 + (place < 50 ? 0 : 1);
      return {
        code: index + 1,
        floorCode: 1,
        zoneCode: zone + 1,
        rowLabel: String((row % 50) + 1),
        seatNumber: String((place % 50) + 1),
        categoryCode: 10_001 + zone,
        designationCode: 1,
        x: place * 20 + (place < 50 ? 0 : 40) + (row % 7),
        y: row * 20,
        wheelchair: false,
        companion: false,
        restrictedView: false,
        folding: false,
      };
    }),
  };
}

/** What the codifications of 20,000 seats cost at both ends, in this process: nobody writes them without us. */
export function codesFigures(): string {
  const lists = largeHall();
  const theirs = placedSeats(lists);
  const ours = theirs.map((seat) => ({
    ...seat,
    row: `Rang ${seat.row}`,
    x: seat.x * 0.6 + 90,
    y: seat.y * 0.6,
  }));
  let archive: Uint8Array = new Uint8Array();
  const measures: [string, () => unknown][] = [
    [
      "write the lists, the picture and the zip",
      () => {
        archive = archiveOf(
          "ARENA (10001)",
          writeCodeFiles(lists, drawPlan(lists, { outlines: [], captions: [] })),
        );
      },
    ],
    [
      "read the zip, strictly",
      () => readImport(archive, { institutionCode: 9999, hallCode: null, organizerCode: 669 }),
    ],
    ["match with another drawing, by label first", () => matchSeats(theirs, ours, "label")],
    ["the same, by place first", () => matchSeats(theirs, ours, "place")],
  ];
  const lines = measures.map(([name, measure]) => {
    const times = Array.from({ length: repetitions }, () => {
      const startedAt = performance.now();
      measure();
      return performance.now() - startedAt;
    });
    const { least, median, most } = spreadOf(times);
    return `  ${name}: ${[median, least, most].map(Math.round).join(", ")}`;
  });
  return [`Codifications of ${rows * seatsInRow} seats, ms (median, min, max):`, ...lines].join("\n");
}
