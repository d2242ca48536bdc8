import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCodeFiles } from "@allotement/documents/codifications/read-code-files.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../house/house.fixture.ts";
import { smallPlan } from "../../house/season.fixture.ts";
import { openHouseWithInterface } from "../http.fixture.ts";
import { hallCodeArchive, hallCodeFiles } from "./export-codes.ts";

let house: Awaited<ReturnType<typeof openHouseWithInterface>>;
let support: Person;

beforeAll(async () => {
  house = await openHouseWithInterface();
  support = await house.organizer(669, "SOCIÉTÉ DE L'EMPIRE");
  await support.post("/api/halls", { plan: JSON.stringify(smallPlan) });
});
afterAll(() => house.close());

const exportOf = (hallCode: number) => support.post(`/api/interface/codes/halls/${hallCode}/export`);

async function keptFiles(keptIn: string) {
  const directory = join(house.dataDirectory, keptIn);
  const names = (await readdir(directory)).sort();
  return Promise.all(
    names.map(async (fileName) => ({ fileName, bytes: await readFile(join(directory, fileName)) })),
  );
}

test("an export keeps the six lists and the picture in the manual's folder, and they say what the books say", async () => {
  const { status, body } = await exportOf(10_001);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    seatCount: 12,
    archiveName: "PETITE SALLE (10001).zip",
    keptIn: "organizers/669/TICKETNET_CLIENT/CODIF/PETITE SALLE (10001)",
  });
  const files = await keptFiles(body.keptIn);
  expect(files.map(({ fileName, bytes }) => ({ fileName, size: bytes.length }))).toEqual(body.files);
  const read = readCodeFiles(files);
  if (!read.ok) throw new Error(read.fault.fault);
  const { lists } = read;
  expect(lists.organizer).toEqual({ code: 669, name: "SOCIÉTÉ DE L'EMPIRE" });
  expect(lists.institutionCode).toBeNull();
  const codes = (await support.get("/api/halls/10001/codes")).body.codes;
  const labels = (kind: string) =>
    codes
      .filter((one: { kind: string }) => one.kind === kind)
      .map(({ code, label }: { code: number; label: string }) => ({ code, name: label }));
  expect(lists.floors).toEqual(labels("floor"));
  expect(lists.zones.map(({ code, name }) => ({ code, name }))).toEqual(labels("zone"));
  expect(lists.categories.map(({ code, name }) => ({ code, name }))).toEqual(labels("seatCategory"));
  const plan = (await support.get("/api/halls/10001/plan")).body;
  expect(
    lists.seats.map(({ code, x, y, rowLabel, seatNumber }) => [code, x, y, rowLabel, seatNumber]),
  ).toEqual(
    plan.seatCodes.map((code: number, index: number) => [
      code,
      plan.x[index],
      plan.y[index],
      plan.rowLabels[index],
      plan.seatNumbers[index],
    ]),
  );
});

test("who exported what stands in the audit", async () => {
  await exportOf(10_001);
  const last = await house.database.first(sql`
    select action, subject ->> 'hallCode' as hall from audit_entries order by entry_number desc limit 1`);
  expect(last).toEqual({ action: "exportCodes", hall: "10001" });
});

test("the same hall gives the same bytes, and its archive names the manual's folder", async () => {
  const [one, other] = [
    await hallCodeFiles(house.database, 669, 10_001),
    await hallCodeFiles(house.database, 669, 10_001),
  ];
  if (!one || !other) throw new Error("the hall is there");
  const bytes = (made: typeof one) => Buffer.from(hallCodeArchive(made).bytes);
  expect(bytes(one).equals(bytes(other))).toBe(true);
  expect(bytes(one).includes("PETITE SALLE (10001)/LIEU_669_10001_PLACES.TXT")).toBe(true);
});

test("another organizer's hall is not there", async () => {
  const other = await house.organizer(712);
  expect(await other.post("/api/interface/codes/halls/10001/export")).toMatchObject({ status: 404 });
  expect(await other.get("/api/interface/codes/halls/10001/archive")).toMatchObject({ status: 404 });
  expect(await hallCodeFiles(house.database, 712, 10_001)).toBeUndefined();
});

test.each([
  "../../x",
  "CON",
  "=cmd|' /C calc'!A0",
  "\u202Egnp.salle",
  "x".repeat(200),
  "/etc/passwd",
  "  ..  ",
])("a hall called %j is kept inside the folder of exports and read back by its name", async (name) => {
  const created = await support.post("/api/halls", { plan: JSON.stringify(smallPlan), name: "AUTRE" });
  const { hallCode } = created.body;
  // As an older version, or a script, may have left it in the books.
  await house.database.run(sql`update halls set name = ${name} where hall_code = ${hallCode}`);
  const { body } = await exportOf(hallCode);
  expect(body.keptIn).toMatch(/^organizers\/669\/TICKETNET_CLIENT\/CODIF\/[^/\\:*?"<>|]+ \(\d+\)$/);
  const read = readCodeFiles(await keptFiles(body.keptIn));
  expect(read.ok && read.lists.hall.name).toBe(name);
});

test("where nothing can be written, the export says so and the download is still there", async () => {
  const folder = join(house.dataDirectory, "organizers", "669");
  await rm(folder, { recursive: true });
  await mkdir(join(house.dataDirectory, "organizers"), { recursive: true });
  await writeFile(folder, "a file where a folder should be");
  await chmod(folder, 0o400);
  expect((await exportOf(10_001)).body).toMatchObject({ keptIn: null, seatCount: 12 });
  const archive = await support.get("/api/interface/codes/halls/10001/archive");
  expect(archive.headers["content-type"]).toBe("application/zip");
  expect(archive.headers["content-disposition"]).toContain('filename="PETITE SALLE (10001).zip"');
  await rm(folder);
});
