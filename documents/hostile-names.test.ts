import { writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archiveOf, hallFolder } from "./codifications/archive.ts";
import { drawPlan } from "./codifications/plan-picture.ts";
import { readCodeFiles } from "./codifications/read-code-files.ts";
import { smallHall, smallHallGround } from "./codifications/small-hall.fixture.ts";
import { writeCodeFiles } from "./codifications/write-code-files.ts";
import type { Content } from "./content.ts";
import { csvFile } from "./csv.ts";
import { contentDisposition, safeFileName } from "./file-name.ts";
import { importRun } from "./import-report/import-report.test-data.ts";
import { importReport } from "./import-report/import-report.ts";
import { onSaleDocument } from "./on-sale/on-sale.ts";
import { sample } from "./on-sale/sample.test-data.ts";
import { pdfOf } from "./pdf/draw-content.ts";
import { poppler, textOf } from "./pdf/read-pdf.fixture.ts";
import { straightHall } from "./plan/plan.test-data.ts";
import { planPdf } from "./plan/plan.ts";
import { priceTypesAndHolds } from "./price-types-and-holds/price-types-and-holds.ts";
import { statement } from "./sales-statement/sales-statement.test-data.ts";
import { salesStatement } from "./sales-statement/sales-statement.ts";
import { allotReport } from "./seats-report/seats-report.test-data.ts";
import { seatsReport } from "./seats-report/seats-report.ts";

/**
 * Every name that a person may type, or another system send, through every document and export: without harm, and still
 * recognised. NUL, which no database keeps, is refused before (`platform/http/readable-input.ts`); here it is harmless.
 */
const names: { what: string; name: string; recognised: string }[] = [
  { what: "a path", name: "../../x", recognised: "../../x" },
  { what: "a device", name: "CON", recognised: "CON" },
  { what: "a formula", name: "=cmd|' /C calc'!A0", recognised: "=cmd|' /C calc'!A0" },
  { what: "10,000 characters", name: "A".repeat(10_000), recognised: "AAAAAAAA" },
  { what: "10,000 words", name: "SALLE ".repeat(1_700), recognised: "SALLE SALLE" },
  { what: "a right-to-left override", name: "Salle \u202efdp.exe", recognised: "fdp.exe" },
  { what: "Hebrew", name: "שלום", recognised: "" },
  { what: "NUL", name: "Salle\0bleue", recognised: "bleue" },
  { what: "line breaks", name: "Salle\r\nX-Header: a", recognised: "X-Header: a" },
  { what: "an emoji", name: "Nuit 🎭 blanche", recognised: "blanche" },
  { what: "Chinese", name: "大劇場 10", recognised: "10" },
  { what: "half a character", name: "Salle \ud83c bleue", recognised: "bleue" },
  { what: "a tower of accents", name: `Salle e${"\u0301".repeat(3_000)}`, recognised: "Salle" },
  { what: "PDF's own signs", name: "(Salle) \\) <</A>> endstream", recognised: "(Salle)" },
  { what: "markup", name: "<script>alert(1)</script>", recognised: "alert(1)" },
  { what: "separators of lists", name: 'Salle; "bleue", | \t <1>', recognised: "bleue" },
];

/** Every document that is drawn from words, with the name wherever a name may stand. */
const documents: Record<string, (name: string) => Content> = {
  "the on-sale document": (name) =>
    onSaleDocument({
      ...sample,
      organizerName: name,
      show: { ...sample.show, title: name },
      hall: { ...sample.hall, name },
      comment: name,
      prices: sample.prices.map((price) => ({ ...price, priceTypeName: name, seatCategoryName: name })),
      seatCategories: [{ code: 1, name }],
      priceTypes: [{ code: 2, name }],
      holds: [{ code: 3, name }],
    }),
  "price types and holds": (name) =>
    priceTypesAndHolds({ ...sample, organizerName: name, priceTypes: [{ code: 2, name }] }),
  "the statement": (name) =>
    salesStatement({
      ...statement,
      organizerName: name,
      show: { number: 4, title: name },
      hall: { name, capacity: 1 },
      categories: statement.categories.map((category) => ({ ...category, name })),
      sales: statement.sales.map((sale) => ({ ...sale, priceTypeName: name, seatCategoryName: name })),
    }),
  "the report of an allotment": (name) => {
    const report = allotReport(3);
    return seatsReport({
      ...report,
      organizerName: name,
      operatorName: name,
      performances: report.performances.map((one) => ({ ...one, showTitle: name })),
      refusals: report.refusals.map((seat) => ({ ...seat, zone: name, row: name, number: name })),
    });
  },
  "the report of an integration": (name) => {
    const run = importRun();
    return importReport({
      ...run,
      resellerName: name,
      shows: run.shows.map((show) => ({ ...show, showTitle: name })),
      blocked: run.blocked.map((sale) => ({ ...sale, showTitle: name, holder: name, row: name })),
    });
  },
};

const bare = (text: string) => text.replace(/\s+/g, "");

describe.each(names)("$what", ({ name, recognised }) => {
  test.each(Object.entries(documents))("through %s", poppler, (_what, make) => {
    const text = textOf(pdfOf(make(name), sample.printedAt), "-raw");
    expect(bare(text)).toContain(bare(recognised));
    // No control character and no override is left. U+202B and U+202C pdftotext itself writes around Hebrew.
    expect(text).not.toMatch(/[\u202a\u202d\u202e\u2066-\u2069]|(?![\n\f])\p{Cc}/u);
    expect(text.split("\f").length).toBeLessThan(40);
  });

  test("through the graphic plan, as hall, area, row and seat", poppler, () => {
    const hall = straightHall(2, 4, { hallName: name, occasion: name, organizerName: name });
    const geometry = {
      ...hall.geometry,
      rowLabels: hall.geometry.rowLabels.map(() => name),
      seatNumbers: hall.geometry.seatNumbers.map(() => name),
      categoryNames: hall.geometry.categoryNames.map(() => name),
      areas: [{ shape: "text" as const, x: 100, y: 100, text: name }],
    };
    const layout = { columns: 2, rows: 1, landscape: true, rowOnSeats: true };
    expect(bare(textOf(planPdf({ ...hall, geometry }, layout), "-raw"))).toContain(bare(recognised));
  });

  test("through a table for spreadsheets: one cell, no formula", () => {
    const [, row = ""] = new TextDecoder()
      .decode(csvFile(["Nom", "Code"], [[name, 1]]))
      .split(/^Nom;Code\r\n/);
    expect(row).toMatch(/;1\r\n$/);
    expect(row.replace(/^"/, "")).not.toMatch(/^\s*[=+\-@]/);
  });

  test("through the codifications and back: every name is the same at the reseller, or a visible stand-in", () => {
    const lists = {
      ...smallHall,
      organizer: { ...smallHall.organizer, name },
      hall: { ...smallHall.hall, name },
      categories: smallHall.categories.map((one) => ({ ...one, name, shortName: name })),
      designations: smallHall.designations.map((one) => ({ ...one, name })),
      floors: smallHall.floors.map((one) => ({ ...one, name })),
      zones: smallHall.zones.map((one) => ({ ...one, name })),
      seats: smallHall.seats.map((seat) => ({ ...seat, rowLabel: name, seatNumber: name })),
    };
    const ground = { ...smallHallGround, captions: [{ x: 150, y: 30, height: 16, text: name }] };
    const files = writeCodeFiles(lists, drawPlan(lists, ground));
    expect(files.map(({ fileName }) => fileName).filter((one) => !/^[\w.]+$/.test(one))).toEqual([]);
    for (const { fileName, bytes } of files)
      if (fileName.endsWith(".TXT"))
        expect(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "")).not.toMatch(
          /[^\P{Cc}\x80-\x9f]/u,
        );
    const read = readCodeFiles(files);
    if (!read.ok) expect.fail(JSON.stringify(read.fault));
    const arrived = name.slice(0, 200).replace(/[\0\p{Surrogate}]/gu, "\ufffd");
    expect(read.lists.hall.name).toBe(arrived);
    expect(new Set(read.lists.seats.map(({ seatNumber }) => seatNumber))).toEqual(new Set([arrived]));
    expect(archiveOf(hallFolder(lists.hall), files).length).toBeGreaterThan(1_000);
  });

  test("through the names of files and folders: one segment, and a header that stays one", () => {
    for (const fileName of [`${safeFileName(name, "Salle")} (1).pdf`, hallFolder({ code: 10001, name })]) {
      expect(fileName).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(fileName).not.toMatch(/^(\.|CON(\.|$))/);
      expect(Buffer.byteLength(fileName)).toBeLessThan(200);
      expect(contentDisposition("attachment", fileName)).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

describe("on the disk", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "allotement-hostile-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("every name makes a file inside of its folder, which keeps the name that it was given", async () => {
    const written = names.map(({ name }, index) => `${safeFileName(name, "Salle")} (${index}).pdf`);
    for (const fileName of written) writeFileSync(join(folder, fileName), "");
    expect((await readdir(folder)).sort()).toEqual(written.sort());
  });
});
