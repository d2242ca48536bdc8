import { raw, sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FilesRefused, ImportDone, ImportHistory, ImportProposal } from "../api/code-imports.ts";
import type { CodeList } from "../api/mapping.ts";
import {
  errorsOf,
  institutionCode,
  type Network,
  operation,
  send,
  startNetwork,
} from "../network.fixture.ts";
import { filesOf, importedHallCode, networkDrawing, venueHall, zipOf } from "./hall-files.fixture.ts";

let network: Network;
const at = `/api/institutions/${institutionCode}`;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.close());

const preview = (archive: string, more: object = {}) =>
  network.manager<ImportProposal>("POST", `${at}/code-imports/preview`, { archive, ...more });
const confirm = (archive: string, more: object) =>
  network.manager<ImportDone>("POST", `${at}/code-imports`, { archive, networkHallId: 1, ...more });
const allot = (seatCodes: number[], command: number, change = {}) =>
  send(
    network,
    operation("allot", seatCodes, command, { hallCode: importedHallCode, performanceNumber: 801, ...change }),
  );
const history = async () => (await network.manager<ImportHistory>("GET", `${at}/code-imports`)).body.imports;
const codes = async () =>
  (await network.manager<CodeList>("GET", `${at}/codes`)).body.codes.filter(
    (one) => one.hallCode === importedHallCode || one.code === importedHallCode,
  );

/** Everything that an import writes, as text. */
async function stored(): Promise<string> {
  const tables = [
    "code_imports",
    "mapped_codes",
    "mapped_seats",
    "known_codes",
    "network_halls",
    "network_seats",
  ];
  const rows = await Promise.all(
    tables.map((table) => network.database.rows(sql`select * from ${raw(table)} as one order by one::text`)),
  );
  return JSON.stringify(rows);
}

const whole = zipOf(filesOf(venueHall));
/** A later export: a category renamed, seat 24 gone, seat 25 new, seat 1 in another category. */
const later = zipOf(
  filesOf({
    ...venueHall,
    hall: { ...venueHall.hall, planVersion: 2 },
    categories: venueHall.categories.map((one) => (one.code === 32 ? { ...one, name: "PREMIERE" } : one)),
    seats: venueHall.seats.map((seat) => ({
      ...seat,
      code: seat.code === 24 ? 25 : seat.code,
      categoryCode: seat.code === 1 ? 32 : seat.categoryCode,
    })),
  }),
);

test("what was never imported is refused on the line: hall, zone, floor and category unknown (10, 14, 15, 16)", async () => {
  expect(errorsOf(await allot([1, 2], 1))).toBe(10);
  await network.manager("PUT", `${at}/network-halls/1`, networkDrawing);
});

test("a manager sees what an import brings before anything is written", async () => {
  const before = await stored();
  const { status, body } = await preview(whole);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    hall: { code: 8, name: "SALLE DES FÊTES", seatCount: 24 },
    afterVersion: 0,
    networkHallId: 1,
    networkHalls: [{ networkHallId: 1, score: 95 }],
    twin: { score: 95, mirrored: false, labelAndPlace: 23, label: 0, place: 0, onlyTheirs: 1, onlyOurs: 0 },
    differenceCount: 1,
    seats: { new: 24, changed: 0, same: 0, gone: 0, kept: 0 },
  });
  expect(body.differences).toEqual([
    {
      kind: "onlyTheirs",
      seatCode: 24,
      theirs: { floor: "ORCHESTRE", zone: "PARTERRE", row: "D", number: "6" },
      networkSeatId: null,
      ours: null,
    },
  ]);
  expect(body.codes.map(({ kind, change }) => `${kind} ${change}`)).toEqual([
    "hall new",
    "floor new",
    "zone new",
    "seatCategory new",
    "seatCategory new",
  ]);
  expect(await stored()).toBe(before);
});

test.each<[string, () => string, object, Partial<FilesRefused>]>([
  [
    "a missing file",
    () => zipOf(filesOf(venueHall).slice(1)),
    {},
    { fault: "missingFile", fileName: "LIEU_669_8_CATEGORIES.TXT" },
  ],
  [
    "another hall than the one chosen",
    () => whole,
    { hallCode: 7 },
    { fault: "otherHall", found: "8", expected: "7" },
  ],
  [
    "another organizer",
    () => zipOf(filesOf({ ...venueHall, organizer: { code: 712, name: "AUTRE" } })),
    {},
    { fault: "otherOrganizer", found: "712", expected: "669" },
  ],
  [
    "another institution",
    () => zipOf(filesOf({ ...venueHall, institutionCode: 7120 })),
    {},
    { fault: "otherInstitution", found: "7120", expected: "9999" },
  ],
  ["no zip", () => Buffer.from("hello").toString("base64"), {}, { fault: "notAZip" }],
])(
  "%s is refused with the reason, seen or confirmed, and nothing is written",
  async (_, archive, more, refusal) => {
    const before = await stored();
    const refused = { status: 422, body: { error: "CODE_FILES_REFUSED", ...refusal } };
    expect(await preview(archive(), more)).toMatchObject(refused);
    expect(await confirm(archive(), { afterVersion: 0, ...more })).toMatchObject(refused);
    expect(await stored()).toBe(before);
  },
);

test("confirmed, the codes are known and the same allot succeeds", async () => {
  expect(await confirm(whole, { afterVersion: 0 })).toMatchObject({
    status: 201,
    body: { hallCode: 8, version: 1 },
  });
  expect((await codes()).map(({ kind, code, label }) => [kind, code, label])).toEqual([
    ["hall", 8, "SALLE DES FÊTES"],
    ["floor", 21, "ORCHESTRE"],
    ["seatCategory", 31, "CARRE OR"],
    ["seatCategory", 32, "CATEGORIE 1"],
    ["zone", 11, "PARTERRE"],
  ]);
  expect(errorsOf(await allot([1, 2, 24], 2))).toEqual([null, null, null]);
  const tied = await network.database.first(sql`
    select count(network_seat_id)::int as tied, max(network_seat_id) as last from mapped_seats where version = 1`);
  expect(tied).toEqual({ tied: 23, last: 522 });
});

test("the same files again change nothing, and say so", async () => {
  const { body } = await preview(whole);
  expect(body).toMatchObject({ afterVersion: 1, seats: { new: 0, changed: 0, same: 24, gone: 0 } });
  expect(body.codes.every(({ change }) => change === "same")).toBe(true);
});

test("a later export shows what is new, changed and gone; an allotted seat that is gone is kept", async () => {
  const { body } = await preview(later);
  expect(body.seats).toEqual({ new: 1, changed: 1, same: 22, gone: 1, kept: 1 });
  expect(body.codes.filter(({ change }) => change !== "same")).toEqual([
    {
      kind: "seatCategory",
      code: 32,
      label: "PREMIERE",
      change: "renamed",
      before: "CATEGORIE 1",
      kept: false,
    },
  ]);
  expect(await confirm(later, { afterVersion: 1, apart: [2] })).toMatchObject({
    status: 201,
    body: { version: 2 },
  });
  const rows = await network.database.rows(sql`
    select seat_code as seat, gone, network_seat_id as tied from mapped_seats
    where version = 2 and seat_code in (2, 3, 24, 25) order by 1`);
  expect(rows).toEqual([
    { seat: 2, gone: false, tied: null },
    { seat: 3, gone: false, tied: 502 },
    { seat: 24, gone: true, tied: null },
    { seat: 25, gone: false, tied: null },
  ]);
});

test("a category that is gone stays known while seats that are allotted bear it", async () => {
  const without = {
    ...venueHall,
    categories: venueHall.categories.slice(1),
    seats: venueHall.seats.map((seat) => ({ ...seat, categoryCode: 32 })),
  };
  const archive = zipOf(filesOf(without));
  const { body } = await preview(archive);
  expect(body.codes.filter(({ change }) => change === "gone")).toMatchObject([{ code: 31, kept: true }]);
  expect(await confirm(archive, { afterVersion: 2 })).toMatchObject({ status: 201, body: { version: 3 } });
  expect((await codes()).map(({ code }) => code)).toContain(31);
});

test("an import that another came before is refused, and nothing of it is written", async () => {
  const before = await stored();
  expect(await confirm(later, { afterVersion: 1 })).toMatchObject({
    status: 409,
    body: { error: "CODES_CHANGED" },
  });
  expect(await confirm(later, { afterVersion: 3, networkHallId: 77 })).toMatchObject({ status: 404 });
  expect(await stored()).toBe(before);
});

test("of two confirmed at once, one is refused", async () => {
  const both = await Promise.all([1, 2].map(() => confirm(later, { afterVersion: 3 })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("an earlier version is brought back as a new one; all of them stay", async () => {
  const restore = (version: number, afterVersion: number) =>
    network.manager("POST", `${at}/code-imports/8/restore`, { version, afterVersion });
  expect(await restore(9, 4)).toMatchObject({ status: 404 });
  expect(await restore(1, 3)).toMatchObject({ status: 409 });
  expect(await restore(1, 4)).toMatchObject({ status: 201, body: { version: 5 } });
  expect((await codes()).find(({ code }) => code === 32)?.label).toBe("CATEGORIE 1");
  expect(
    (await history()).map(({ version, restoredVersion, inForce }) => [version, restoredVersion, inForce]),
  ).toEqual([
    [5, 1, true],
    [4, null, false],
    [3, null, false],
    [2, null, false],
    [1, null, false],
  ]);
  expect((await history())[0]).toMatchObject({
    seatCount: 24,
    matchedCount: 23,
    userName: "manager",
    score: 95,
  });
  await expect(network.database.run(sql`delete from mapped_seats`)).rejects.toThrow("append-only");
});

test("a hall that the network has not drawn gets a plan after the venue's", async () => {
  const other = { ...venueHall, hall: { ...venueHall.hall, code: 9, name: "STUDIO" } };
  const archive = zipOf(filesOf({ ...other, seats: other.seats.slice(0, 5) }));
  expect(await confirm(archive, { afterVersion: 0, networkHallId: null })).toMatchObject({ status: 201 });
  const { body } = await network.manager<{ networkHalls: unknown[] }>("GET", `${at}/network-halls`);
  expect(body.networkHalls).toEqual([
    { networkHallId: 1, name: networkDrawing.name, seatCount: 23 },
    { networkHallId: 2, name: "STUDIO", seatCount: 5 },
  ]);
  expect((await history()).find(({ hallCode }) => hallCode === 9)).toMatchObject({
    score: 100,
    matchedCount: 5,
  });
});

test("of two plans of the network that fit as well, the one to which the hall is tied is proposed", async () => {
  const studio = { ...venueHall, hall: { ...venueHall.hall, code: 9 }, seats: venueHall.seats.slice(0, 5) };
  const archive = zipOf(filesOf(studio));
  expect(await confirm(archive, { afterVersion: 1, networkHallId: null })).toMatchObject({ status: 201 });
  const { body } = await preview(archive);
  expect(body.networkHalls.slice(0, 2).map(({ networkHallId, score }) => [networkHallId, score])).toEqual([
    [3, 100],
    [2, 100],
  ]);
  expect(body.networkHallId).toBe(3);
});

test("a plan to which seats are tied is not drawn anew under the same id", async () => {
  const again = await network.manager("PUT", `${at}/network-halls/1`, networkDrawing);
  expect(again).toMatchObject({ status: 409, body: { error: "PLAN_IN_USE" } });
});

test("a seller may look at none of it", async () => {
  expect(await network.seller("GET", `${at}/code-imports`)).toMatchObject({ status: 403 });
  expect(await network.seller("POST", `${at}/code-imports/preview`, { archive: whole })).toMatchObject({
    status: 403,
  });
});
