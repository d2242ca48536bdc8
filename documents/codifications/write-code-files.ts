import { createHash } from "node:crypto";
import {
  type CodeFile,
  type CodeLists,
  type FileKind,
  fileKinds,
  fileNameOf,
  formatVersion,
} from "./code-lists.ts";
import { factKeys } from "./facts.ts";
import {
  categoryTable,
  designationTable,
  floorTable,
  type ListTable,
  seatTable,
  writeHundredths,
  zoneTable,
} from "./tables.ts";
import { encodeLines, writeText } from "./text-field.ts";

/**
 * The six text files and the picture, in the order of their names (R9.3). INFOS says the format's version, the counts, and
 * size and digest of each other file, so that a reader sees what was cut or changed on the way.
 */
export function writeCodeFiles(lists: CodeLists, picture: Uint8Array): CodeFile[] {
  const files = new Map<FileKind, Uint8Array>([
    ["CATEGORIES", writeTable(categoryTable, lists.categories)],
    ["DENOMINATIONS", writeTable(designationTable, lists.designations)],
    ["ETAGES", writeTable(floorTable, lists.floors)],
    ["PLACES", writeTable(seatTable, lists.seats)],
    ["ZONES", writeTable(zoneTable, lists.zones)],
    ["PLAN", picture],
  ]);
  files.set("INFOS", writeFacts(lists, files));
  return fileKinds.flatMap((kind) => {
    const bytes = files.get(kind);
    return bytes ? [{ fileName: fileNameOf(kind, lists.organizer.code, lists.hall.code), bytes }] : [];
  });
}

function writeTable<Row>(table: ListTable<Row>, rows: readonly Row[]): Uint8Array {
  return encodeLines([table.heads, ...rows.map((row) => table.write(row))].map((fields) => fields.join(";")));
}

/** The lines of INFOS: one fact a line, in this order; the last is the digest of all before it. */
function writeFacts(lists: CodeLists, files: ReadonlyMap<FileKind, Uint8Array>): Uint8Array {
  const { organizer, hall } = lists;
  const described = fileKinds.flatMap((kind) => {
    const bytes = files.get(kind);
    return bytes
      ? [
          [`OCTETS_${kind}`, String(bytes.length)],
          [`SHA256_${kind}`, digestOf(bytes)],
        ]
      : [];
  });
  const values: Record<keyof typeof factKeys, string> = {
    version: String(formatVersion),
    organizerCode: String(organizer.code),
    organizerName: writeText(organizer.name),
    institutionCode: lists.institutionCode === null ? "" : String(lists.institutionCode),
    hallCode: String(hall.code),
    hallName: writeText(hall.name),
    planVersion: String(hall.planVersion),
    width: writeHundredths(hall.width),
    height: writeHundredths(hall.height),
    categoryCount: String(lists.categories.length),
    designationCount: String(lists.designations.length),
    floorCount: String(lists.floors.length),
    seatCount: String(lists.seats.length),
    zoneCount: String(lists.zones.length),
  };
  const written = new Map(Object.entries(values));
  const named = Object.entries(factKeys).map(([name, key]) => [key, written.get(name)]);
  const facts = [["CLE", "VALEUR"], ...named, ...described].map((fields) => fields.join(";"));
  return encodeLines([...facts, `SHA256_INFOS;${digestOf(encodeLines(facts))}`]);
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
