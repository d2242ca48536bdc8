import {
  type CodeFile,
  type CodeLists,
  type FileKind,
  fileKinds,
  fileNameOf,
  formatVersion,
  readFileName,
} from "./code-lists.ts";
import { type Facts, readFacts } from "./facts.ts";
import { type CodeFileFault, FaultFound } from "./faults.ts";
import {
  categoryTable,
  designationTable,
  floorTable,
  type ListTable,
  seatTable,
  zoneTable,
} from "./tables.ts";
import { decodeLines, otherCharset } from "./text-field.ts";
import { digestOf } from "./write-code-files.ts";

/** As many as the box office takes in a plan. */
export const listedSeatsMax = 50_000;

export type ReadCodeFiles =
  | { ok: true; lists: CodeLists; picture: Uint8Array }
  | { ok: false; fault: CodeFileFault };

/** Reads what `writeCodeFiles` wrote, strictly: the answer is those very lists, or the first fault that is met. */
export function readCodeFiles(files: readonly CodeFile[]): ReadCodeFiles {
  try {
    return { ok: true, ...read(files) };
  } catch (error) {
    if (error instanceof FaultFound) return { ok: false, fault: error.found };
    throw error;
  }
}

function read(given: readonly CodeFile[]): { lists: CodeLists; picture: Uint8Array } {
  const files = sortFiles(given);
  for (const [kind, { fileName, bytes }] of files)
    if (kind !== "PLAN" && otherCharset(bytes).marked) throw new FaultFound("otherCharset", fileName);
  const facts = readInfos(fileIn(files, "INFOS"));
  const infosName = readFileName(fileIn(files, "INFOS").fileName);
  if (infosName?.organizerCode !== facts.organizerCode || infosName.hallCode !== facts.hallCode)
    throw new FaultFound("renamed", fileIn(files, "INFOS").fileName);
  if (facts.seatCount > listedSeatsMax)
    throw new FaultFound("tooManySeats", fileIn(files, "PLACES").fileName);
  const rowsOf = <Row extends { code: number }>(kind: FileKind, table: ListTable<Row>, counted: number) =>
    readTable(fileIn(files, kind), table, counted, facts.files.get(kind));
  const lists: CodeLists = {
    organizer: { code: facts.organizerCode, name: facts.organizerName },
    institutionCode: facts.institutionCode,
    hall: {
      code: facts.hallCode,
      name: facts.hallName,
      planVersion: facts.planVersion,
      width: facts.width,
      height: facts.height,
    },
    categories: rowsOf("CATEGORIES", categoryTable, facts.categoryCount),
    designations: rowsOf("DENOMINATIONS", designationTable, facts.designationCount),
    floors: rowsOf("ETAGES", floorTable, facts.floorCount),
    seats: rowsOf("PLACES", seatTable, facts.seatCount),
    zones: rowsOf("ZONES", zoneTable, facts.zoneCount),
  };
  checkReferences(lists, files);
  for (const [kind, { size, digest }] of facts.files) checkBytes(fileIn(files, kind), size, digest);
  return { lists, picture: readPicture(fileIn(files, "PLAN")) };
}

/** Each kind of file once, all of one hall; a missing one is told by the name that it should bear. */
function sortFiles(given: readonly CodeFile[]): Map<FileKind, CodeFile> {
  const files = new Map<FileKind, CodeFile>();
  let hall: { organizerCode: number; hallCode: number } | undefined;
  for (const file of given) {
    const name = readFileName(file.fileName);
    if (!name) throw new FaultFound("unexpectedFile", file.fileName);
    hall ??= name;
    if (name.organizerCode !== hall.organizerCode || name.hallCode !== hall.hallCode)
      throw new FaultFound("severalHalls", file.fileName);
    if (files.has(name.kind)) throw new FaultFound("fileTwice", file.fileName);
    files.set(name.kind, file);
  }
  const missing = fileKinds.find((kind) => !files.has(kind));
  if (missing && hall)
    throw new FaultFound("missingFile", fileNameOf(missing, hall.organizerCode, hall.hallCode));
  if (missing) throw new FaultFound("missingFile");
  return files;
}

function fileIn(files: ReadonlyMap<FileKind, CodeFile>, kind: FileKind): CodeFile {
  const file = files.get(kind);
  if (!file) throw new Error(`${kind} was looked for before the set was found whole`);
  return file;
}

const ownDigest = /^SHA256_INFOS;([0-9a-f]{64})$/;

function readInfos({ fileName, bytes }: CodeFile): Facts {
  const unlike = otherCharset(bytes).plain ? "otherCharset" : undefined;
  const lines = decodeLines(bytes);
  const written = ownDigest.exec(lines?.at(-1) ?? "")?.[1];
  if (!lines || written === undefined) throw new FaultFound(unlike ?? "truncated", fileName);
  if (lines[0] !== "CLE;VALEUR") throw new FaultFound("badLine", fileName, 1);
  if (lines[1] !== `VERSION;${formatVersion}`) throw new FaultFound("otherVersion", fileName, 2);
  const lastLine = `SHA256_INFOS;${written}\r\n`;
  if (digestOf(bytes.subarray(0, bytes.length - lastLine.length)) !== written)
    throw new FaultFound(unlike ?? "altered", fileName);
  const read = readFacts(lines.slice(1, -1));
  if ("wrongLine" in read) throw new FaultFound("badLine", fileName, read.wrongLine);
  return read.facts;
}

/** The rows of a list, in rising order of their codes. What the lines themselves show comes before size and digest. */
function readTable<Row extends { code: number }>(
  { fileName, bytes }: CodeFile,
  { heads, read }: ListTable<Row>,
  counted: number,
  stated: { size: number; digest: string } | undefined,
): Row[] {
  if (stated && digestOf(bytes) !== stated.digest && otherCharset(bytes).plain)
    throw new FaultFound("otherCharset", fileName);
  if (stated && bytes.length < stated.size) throw new FaultFound("truncated", fileName);
  const [head, ...lines] = decodeLines(bytes) ?? [];
  if (head !== heads.join(";")) throw new FaultFound("badLine", fileName, 1);
  const rows: Row[] = [];
  for (const [index, line] of lines.entries()) {
    const row = read.safeParse(line.split(";"));
    if (!row.success) throw new FaultFound("badLine", fileName, index + 2);
    const before = rows.at(-1)?.code ?? 0;
    if (row.data.code === before) throw new FaultFound("codeTwice", fileName, index + 2);
    if (row.data.code < before) throw new FaultFound("badLine", fileName, index + 2);
    rows.push(row.data);
    if (rows.length > listedSeatsMax) throw new FaultFound("tooManySeats", fileName);
  }
  if (rows.length !== counted) throw new FaultFound("wrongCount", fileName);
  return rows;
}

/** Every code that is named stands in its list. */
function checkReferences(lists: CodeLists, files: ReadonlyMap<FileKind, CodeFile>): void {
  const codes = (rows: readonly { code: number }[]) => new Set(rows.map((row) => row.code));
  const [floors, zones] = [
    codes(lists.floors),
    new Map(lists.zones.map((zone) => [zone.code, zone.floorCode])),
  ];
  const [categories, designations] = [codes(lists.categories), codes(lists.designations)];
  const wrongZone = lists.zones.findIndex(({ floorCode }) => !floors.has(floorCode));
  if (wrongZone >= 0) throw new FaultFound("unknownCode", fileIn(files, "ZONES").fileName, wrongZone + 2);
  const wrongSeat = lists.seats.findIndex(
    (seat) =>
      !floors.has(seat.floorCode) ||
      zones.get(seat.zoneCode) !== seat.floorCode ||
      !categories.has(seat.categoryCode) ||
      !designations.has(seat.designationCode),
  );
  if (wrongSeat >= 0) throw new FaultFound("unknownCode", fileIn(files, "PLACES").fileName, wrongSeat + 2);
}

function checkBytes({ fileName, bytes }: CodeFile, size: number, digest: string): void {
  if (bytes.length < size) throw new FaultFound("truncated", fileName);
  if (bytes.length !== size || digestOf(bytes) !== digest) throw new FaultFound("altered", fileName);
}

/** The digest has shown that the bytes are those that were written; here, that a picture was. */
function readPicture({ fileName, bytes }: CodeFile): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const picture =
    bytes.length > 54 && view.getUint16(0) === 0x424d && view.getUint32(2, true) === bytes.length;
  if (!picture) throw new FaultFound("notAPicture", fileName);
  return bytes;
}
