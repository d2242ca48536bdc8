import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { archiveOf, hallFolder } from "./archive.ts";
import { writeBmp } from "./bmp.ts";
import { type CodeFile, type CodeLists, type fileKinds, fileNameOf, readFileName } from "./code-lists.ts";
import type { CodeFileFault } from "./faults.ts";
import { goldenBytes, smallHallFiles } from "./golden.fixture.ts";
import { readCodeFiles } from "./read-code-files.ts";
import { smallHall } from "./small-hall.fixture.ts";
import { decodeLines, encodeLines, readText, writeText } from "./text-field.ts";
import { digestOf, writeCodeFiles } from "./write-code-files.ts";

const files = smallHallFiles();
/** The smallest picture, so that comparing takes no time. */
const picture = writeBmp({ width: 1, height: 1, pixels: Uint8Array.of(0), palette: ["#ffffff"] });

const textOf = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The set with one file made different. */
function changed(kind: (typeof fileKinds)[number], change: (bytes: Uint8Array) => Uint8Array): CodeFile[] {
  const name = fileNameOf(kind, 669, 120001);
  return files.map((file) => (file.fileName === name ? { ...file, bytes: change(file.bytes) } : file));
}

/** The set with other lines in a list, and an INFOS that fits: the work of a faulty exporter, not of the way. */
function forged(kind: (typeof fileKinds)[number], change: (text: string) => string): CodeFile[] {
  const set = changed(kind, (bytes) => bytesOf(change(textOf(bytes))));
  const bytes = set.find(({ fileName }) => readFileName(fileName)?.kind === kind)?.bytes ?? new Uint8Array();
  return set.map((file) => {
    if (readFileName(file.fileName)?.kind !== "INFOS") return file;
    const lines = decodeLines(file.bytes) ?? [];
    const facts = lines.slice(0, -1).map((line) => {
      if (line.startsWith(`OCTETS_${kind};`)) return `OCTETS_${kind};${bytes.length}`;
      return line.startsWith(`SHA256_${kind};`) ? `SHA256_${kind};${digestOf(bytes)}` : line;
    });
    return { ...file, bytes: encodeLines([...facts, `SHA256_INFOS;${digestOf(encodeLines(facts))}`]) };
  });
}

function faultOf(set: readonly CodeFile[]): CodeFileFault | "none" {
  const read = readCodeFiles(set);
  return read.ok ? "none" : read.fault;
}

describe("what is written", () => {
  test.each(files.map((file) => [file.fileName, file.bytes] as const))(
    "%s is, byte for byte, the committed file",
    (fileName, bytes) => expect(Buffer.from(bytes).equals(Buffer.from(goldenBytes(fileName)))).toBe(true),
  );

  test("bears the manual's names, in the manual's folder", () => {
    expect(files.map(({ fileName }) => fileName)).toEqual([
      "LIEU_669_120001_CATEGORIES.TXT",
      "LIEU_669_120001_DENOMINATIONS.TXT",
      "LIEU_669_120001_ETAGES.TXT",
      "LIEU_669_120001_INFOS.TXT",
      "LIEU_669_120001_PLACES.TXT",
      "LIEU_669_120001_ZONES.TXT",
      "plan_669_120001.bmp",
    ]);
    expect(hallFolder({ code: 123456, name: "NOM SALLE" })).toBe("NOM SALLE (123456)");
    expect(hallFolder({ code: 7, name: "../../x" })).toMatch(/^[^/\\]*x \(7\)$/);
  });

  test("is Windows-1252 with CRLF, and loses no character to it", () => {
    const categories = goldenBytes("LIEU_669_120001_CATEGORIES.TXT");
    expect(textOf(categories)).toContain("CAT\xc9GORIE 1 \xc0 38,00 \x80");
    expect(textOf(categories).split("\r\n")).toHaveLength(smallHall.categories.length + 2);
    expect(textOf(categories)).toContain("\\u041F\\u0430\\u0440\\u0442\\u0435\\u0440");
    const read = readCodeFiles(files);
    expect(read.ok && read.lists).toEqual(smallHall);
  });

  test("holds no cell that a spreadsheet takes for a formula", () => {
    const cells = files
      .filter(({ fileName }) => fileName.endsWith(".TXT"))
      .flatMap(({ bytes }) => textOf(bytes).split(/[;\r\n]+/));
    expect(cells.filter((cell) => /^[=+@]|^-(?!\d+\.\d\d$)/.test(cell))).toEqual([]);
    expect(cells).toContain("\\u003Dcmd|' /C calc'!A0");
  });

  test("is the same archive whenever it is made", () => {
    const archive = () => archiveOf(hallFolder(smallHall.hall), smallHallFiles());
    expect(Buffer.from(archive()).equals(Buffer.from(archive()))).toBe(true);
  });

  test("any text comes back as it was, or cut and mended where no database keeps it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 260 }), (text) => {
        const kept = text.slice(0, 200).replace(/[\0\p{Surrogate}]/gu, "\uFFFD");
        const [line] = decodeLines(encodeLines([writeText(text)])) ?? [];
        expect(readText(line ?? "")).toBe(kept);
        expect(line).not.toMatch(/[;\r\n]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is read", () => {
  test("every list comes back as it was given", () => {
    fc.assert(
      fc.property(anyLists, (lists) => {
        expect(readCodeFiles(writeCodeFiles(lists, picture))).toEqual({ ok: true, lists, picture });
      }),
      { numRuns: 60 },
    );
  });

  test("damaged on the way, the files are refused, whatever the damage", () => {
    const damage = fc.record({
      file: fc.nat({ max: files.length - 1 }),
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      kind: fc.constantFrom("flip" as const, "drop" as const, "double" as const, "cut" as const),
      bit: fc.nat({ max: 7 }),
    });
    fc.assert(
      fc.property(damage, ({ file, at, kind, bit }) => {
        const set = files.map((one, index) => {
          if (index !== file) return one;
          const place = Math.floor(at * one.bytes.length);
          const [before, after] = [one.bytes.subarray(0, place), one.bytes.subarray(place)];
          if (kind === "cut") return { ...one, bytes: before };
          if (kind === "drop") return { ...one, bytes: Buffer.concat([before, after.subarray(1)]) };
          if (kind === "double")
            return { ...one, bytes: Buffer.concat([before, after.subarray(0, 1), after]) };
          const flipped = Uint8Array.from(one.bytes);
          flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
          return { ...one, bytes: flipped };
        });
        expect(readCodeFiles(set).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test("names may come back in another case, and in another order: Windows keeps neither", () => {
    const set = files.map((file) => ({ ...file, fileName: file.fileName.toLowerCase() })).reverse();
    expect(readCodeFiles(set)).toMatchObject({ ok: true });
  });

  const utf8 = (bytes: Uint8Array) => new TextEncoder().encode(new TextDecoder("windows-1252").decode(bytes));
  const lines = (change: (lines: string[]) => string[]) => (text: string) =>
    change(text.split("\r\n")).join("\r\n");
  const swap = (line: number, from: string, to: string) =>
    lines((all) => all.map((one, index) => (index === line - 1 ? one.replace(from, to) : one)));

  test.each<[string, CodeFile[], string, string | null, number | null]>([
    ["nothing", [], "missingFile", null, null],
    ["a missing file", files.slice(1), "missingFile", "LIEU_669_120001_CATEGORIES.TXT", null],
    [
      "a stranger among them",
      [...files, { fileName: "Thumbs.db", bytes: new Uint8Array() }],
      "unexpectedFile",
      "Thumbs.db",
      null,
    ],
    ["a file twice", [...files, ...files.slice(0, 1)], "fileTwice", "LIEU_669_120001_CATEGORIES.TXT", null],
    [
      "files of two halls",
      files.map((file, index) => (index === 4 ? { ...file, fileName: "LIEU_669_10001_PLACES.TXT" } : file)),
      "severalHalls",
      "LIEU_669_10001_PLACES.TXT",
      null,
    ],
    [
      "files renamed for another hall",
      files.map((file) => ({ ...file, fileName: file.fileName.replace("120001", "10002") })),
      "renamed",
      "LIEU_669_10002_INFOS.TXT",
      null,
    ],
    [
      "UTF-8 with its mark",
      changed("ZONES", (bytes) => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes])),
      "otherCharset",
      "LIEU_669_120001_ZONES.TXT",
      null,
    ],
    [
      "UTF-16",
      changed("ZONES", (bytes) => Buffer.from(`\uFEFF${textOf(bytes)}`, "utf16le")),
      "otherCharset",
      "LIEU_669_120001_ZONES.TXT",
      null,
    ],
    ["UTF-8 without", changed("CATEGORIES", utf8), "otherCharset", "LIEU_669_120001_CATEGORIES.TXT", null],
    ["INFOS in UTF-8", changed("INFOS", utf8), "otherCharset", "LIEU_669_120001_INFOS.TXT", null],
    [
      "INFOS cut short",
      changed("INFOS", (bytes) => bytes.subarray(0, 300)),
      "truncated",
      "LIEU_669_120001_INFOS.TXT",
      null,
    ],
    [
      "seats cut at the end of a line",
      changed("PLACES", (bytes) =>
        bytesOf(textOf(bytes).split("\r\n").slice(0, 20).join("\r\n").concat("\r\n")),
      ),
      "truncated",
      "LIEU_669_120001_PLACES.TXT",
      null,
    ],
    [
      "half a picture",
      changed("PLAN", (bytes) => bytes.subarray(0, bytes.length / 2)),
      "truncated",
      "plan_669_120001.bmp",
      null,
    ],
    [
      "a name changed by hand",
      changed("ETAGES", (bytes) => bytesOf(textOf(bytes).replace("BALCON", "GALERI"))),
      "altered",
      "LIEU_669_120001_ETAGES.TXT",
      null,
    ],
    [
      "a later version",
      forgedInfos("VERSION;1", "VERSION;2"),
      "otherVersion",
      "LIEU_669_120001_INFOS.TXT",
      2,
    ],
    [
      "other lines in INFOS",
      forgedInfos("PLAN_VERSION;3", "PLAN_VERSION;03"),
      "badLine",
      "LIEU_669_120001_INFOS.TXT",
      8,
    ],
    [
      "another count of seats",
      forgedInfos("NB_PLACES;34", "NB_PLACES;35"),
      "wrongCount",
      "LIEU_669_120001_PLACES.TXT",
      null,
    ],
    [
      "more seats than any hall",
      forgedInfos("NB_PLACES;34", "NB_PLACES;50001"),
      "tooManySeats",
      "LIEU_669_120001_PLACES.TXT",
      null,
    ],
    ["a seat twice", forged("PLACES", swap(4, "3;", "2;")), "codeTwice", "LIEU_669_120001_PLACES.TXT", 4],
    [
      "a seat of no zone",
      forged("PLACES", swap(4, "3;1;1;", "3;1;9;")),
      "unknownCode",
      "LIEU_669_120001_PLACES.TXT",
      4,
    ],
    [
      "a seat of a zone on another floor",
      forged("PLACES", swap(4, "3;1;1;", "3;2;1;")),
      "unknownCode",
      "LIEU_669_120001_PLACES.TXT",
      4,
    ],
    [
      "a zone of no floor",
      forged("ZONES", swap(3, ";2", ";7")),
      "unknownCode",
      "LIEU_669_120001_ZONES.TXT",
      3,
    ],
    ["a field too many", forged("PLACES", swap(3, ";0", ";0;0")), "badLine", "LIEU_669_120001_PLACES.TXT", 3],
    ["other heads", forged("ETAGES", swap(1, "NOM", "LIBELLE")), "badLine", "LIEU_669_120001_ETAGES.TXT", 1],
    [
      "a separator as code that needs none",
      forged("ETAGES", swap(2, "ORCHESTRE", "\\u004FRCHESTRE")),
      "badLine",
      "LIEU_669_120001_ETAGES.TXT",
      2,
    ],
    [
      "lines that end as on Unix",
      forged("ETAGES", (text) => text.replaceAll("\r\n", "\n")),
      "badLine",
      "LIEU_669_120001_ETAGES.TXT",
      1,
    ],
    [
      "a picture that is none",
      forged("PLAN", () => "<svg/>".repeat(20)),
      "notAPicture",
      "plan_669_120001.bmp",
      null,
    ],
  ])("%s is refused with its reason", (_, set, fault, fileName, line) => {
    expect(faultOf(set)).toEqual({ fault, fileName, line });
  });

  function forgedInfos(from: string, to: string): CodeFile[] {
    return changed("INFOS", (bytes) => {
      const facts = (decodeLines(bytes) ?? []).slice(0, -1).map((line) => (line === from ? to : line));
      return encodeLines([...facts, `SHA256_INFOS;${digestOf(encodeLines(facts))}`]);
    });
  }
});

const anyText = fc.string({ unit: "grapheme", maxLength: 20 });
const anyCode = fc.integer({ min: 1, max: 2_147_483_647 });
const anyPlace = fc.integer({ min: -999_999, max: 999_999 }).map((hundredths) => hundredths / 100);
const byCode = <Row extends { code: number }>(row: fc.Arbitrary<Row>, minLength: number) =>
  fc
    .uniqueArray(row, { selector: ({ code }) => code, minLength, maxLength: 5 })
    .map((rows) => rows.sort((one, other) => one.code - other.code));

const anyLists: fc.Arbitrary<CodeLists> = fc
  .record({
    categories: byCode(
      fc.record({ code: anyCode, name: anyText, shortName: anyText, colour: fc.constant("#0a1b2c") }),
      1,
    ),
    designations: byCode(fc.record({ code: anyCode, name: anyText }), 1),
    floors: byCode(fc.record({ code: anyCode, name: anyText }), 1),
  })
  .chain((named) =>
    fc.record({
      categories: fc.constant(named.categories),
      designations: fc.constant(named.designations),
      floors: fc.constant(named.floors),
      zones: byCode(
        fc.record({
          code: anyCode,
          name: anyText,
          floorCode: fc.constantFrom(...named.floors.map(({ code }) => code)),
        }),
        1,
      ),
    }),
  )
  .chain((named) =>
    fc.record({
      organizer: fc.record({ code: fc.integer({ min: 1, max: 99_999 }), name: anyText }),
      institutionCode: fc.option(anyCode),
      hall: fc.record({
        code: anyCode,
        name: anyText,
        planVersion: anyCode,
        width: anyPlace,
        height: anyPlace,
      }),
      categories: fc.constant(named.categories),
      designations: fc.constant(named.designations),
      floors: fc.constant(named.floors),
      zones: fc.constant(named.zones),
      seats: byCode(
        fc
          .record({
            code: anyCode,
            zone: fc.constantFrom(...named.zones),
            rowLabel: anyText,
            seatNumber: anyText,
            categoryCode: fc.constantFrom(...named.categories.map(({ code }) => code)),
            designationCode: fc.constantFrom(...named.designations.map(({ code }) => code)),
            x: anyPlace,
            y: anyPlace,
            wheelchair: fc.boolean(),
            companion: fc.boolean(),
            restrictedView: fc.boolean(),
            folding: fc.boolean(),
          })
          .map(({ zone, ...seat }) => ({ ...seat, zoneCode: zone.code, floorCode: zone.floorCode })),
        0,
      ),
    }),
  );
