import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { filesOf, venueHall, zipOf } from "./hall-files.fixture.ts";
import { type ExpectedSource, readImport } from "./read-import.ts";

const expected: ExpectedSource = { institutionCode: 9999, hallCode: null, organizerCode: 669 };
const bytesOf = (archive: string) => Buffer.from(archive, "base64");
const files = filesOf(venueHall);
const asEntries = (prefix: string) =>
  Object.fromEntries(files.map(({ fileName, bytes }) => [prefix + fileName, bytes]));

function faultOf(archive: Uint8Array, wanted = expected) {
  const read = readImport(archive, wanted);
  return "fault" in read ? read.fault : "none";
}

describe("a zip", () => {
  test.each<[string, Record<string, Uint8Array>]>([
    ["with the files side by side", asEntries("")],
    ["of the folder", asEntries("SALLE DES FÊTES (8)/")],
    [
      "of the folder as a Mac packs it",
      { ...asEntries("x/"), "__MACOSX/x/._a": Uint8Array.of(1), "x/.DS_Store": Uint8Array.of(1) },
    ],
    [
      "of the folder as Windows shows it",
      { ...asEntries("x/"), "x/Thumbs.db": Uint8Array.of(1), "x/desktop.ini": Uint8Array.of(1) },
    ],
    ["with an entry for the folder itself", { "SALLE/": new Uint8Array(), ...asEntries("SALLE/") }],
  ])("%s is read", (_, entries) => {
    expect(readImport(zipSync(entries), expected)).toEqual({ lists: venueHall });
  });

  test.each([
    ["the code page of DOS", [0x54, 0x48, 0x90, 0xb6, 0x54, 0x52, 0x45]],
    ["UTF-8 that does not say so", [...Buffer.from("FÊTE É")]],
  ])("of a folder whose accents are in %s is read", (_, name) => {
    const folder = "_".repeat(name.length);
    const archive = Buffer.from(zipSync(asEntries(`${folder}/`)));
    for (let at = archive.indexOf(folder); at >= 0; at = archive.indexOf(folder)) archive.set(name, at);
    expect(readImport(archive, expected)).toEqual({ lists: venueHall });
  });

  test.each<[string, Uint8Array, string]>([
    ["that is none", Buffer.from("PK and nothing else"), "notAZip"],
    ["that is empty", zipSync({}), "notAZip"],
    ["of nothing", new Uint8Array(), "notAZip"],
    ["cut in the middle", bytesOf(zipOf(files)).subarray(0, 900), "notAZip"],
    ["whose names climb out", zipSync(asEntries("../")), "pathInName"],
    ["whose names climb out of their folder", zipSync(asEntries("x/../")), "pathInName"],
    ["with names from the root", zipSync(asEntries("/")), "pathInName"],
    ["with names of another system", zipSync(asEntries("C:\\codif\\")), "pathInName"],
    ["with folders in folders", zipSync(asEntries("a/b/")), "pathInName"],
    [
      "with one file in a folder of its own",
      zipSync({ ...asEntries(""), "autre/LIEU_669_8_PLACES.TXT": new Uint8Array() }),
      "pathInName",
    ],
    [
      "with a hundred files",
      zipSync(
        Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.TXT`, new Uint8Array()])),
      ),
      "tooManyFiles",
    ],
    [
      "that unpacks to more than any hall",
      zipSync({ "LIEU_669_8_PLACES.TXT": new Uint8Array(40 << 20) }),
      "tooLarge",
    ],
    [
      "with a stranger among the files",
      zipSync({ ...asEntries(""), "virus.exe": Uint8Array.of(1) }),
      "unexpectedFile",
    ],
  ])("%s is refused", (_, archive, fault) => expect(faultOf(archive)).toBe(fault));

  test("that says a small size and unpacks to gigabytes is left while it is still small", () => {
    const zeros = new Uint8Array(20 << 20);
    const bomb = zipSync({ a: zeros, b: zeros }, { level: 1 });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at < bomb.length - 4; at++) {
      if (view.getUint32(at) === 0x504b0304) view.setUint32(at + 22, 10, true);
      if (view.getUint32(at) === 0x504b0102) view.setUint32(at + 24, 10, true);
    }
    expect(faultOf(bomb)).toBe("tooLarge");
  });
});

test.each<[string, Partial<ExpectedSource>, string]>([
  ["another hall than the one chosen", { hallCode: 7 }, "otherHall"],
  ["another organizer than the one whose codes are here", { organizerCode: 712 }, "otherOrganizer"],
  ["another institution", { institutionCode: 7120 }, "otherInstitution"],
])("the files of %s are refused, with both numbers", (_, change, fault) => {
  const read = readImport(bytesOf(zipOf(files)), { ...expected, ...change });
  expect(read).toMatchObject({ fault, found: expect.any(String), expected: expect.any(String) });
});

test("however a zip is damaged, it is refused, or it is the same import", () => {
  const archive = bytesOf(zipOf(files));
  const damage = fc.record({
    at: fc.nat({ max: archive.length - 1 }),
    bit: fc.nat({ max: 7 }),
    kind: fc.constantFrom("flip" as const, "cut" as const, "drop" as const),
  });
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      let damaged: Uint8Array = Uint8Array.from(archive);
      for (const { at, bit, kind } of damages) {
        if (kind === "cut") damaged = damaged.slice(0, at);
        else if (kind === "drop") damaged = Buffer.concat([damaged.slice(0, at), damaged.slice(at + 1)]);
        else if (at < damaged.length) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      }
      const read = readImport(damaged, expected);
      if (!("fault" in read)) expect(read.lists).toEqual(venueHall);
    }),
    { numRuns: 400 },
  );
});
