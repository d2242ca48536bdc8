import { describe, expect, test } from "vitest";
import { pdfOf } from "../pdf/draw-content.ts";
import { pagesOf, poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { allotReport, recallReport } from "./seats-report.test-data.ts";
import { seatsReport } from "./seats-report.ts";

const bare = (text: string) => text.replace(/\s+/g, " ");

describe("the report of an allotment", () => {
  test("says by performance what arrived, and seat by seat what was refused and why (R5.6)", poppler, () => {
    const text = bare(textOf(pdfOf(seatsReport(allotReport(3)), allotReport(3).printedAt), "-layout"));
    expect(text).toContain("Rapport de contingentement");
    expect(text).toContain("Lancé par Camille le 03/03/2020 10:00:00");
    expect(text).toContain("ORPHEE ET EURYDICE Mardi 03/03/2020 à 19:00 1 234 3 0 0");
    expect(text).toContain("Total 2 séances 1 246 3 0 5");
    expect(text).toContain("CAT.1 1 206");
    expect(text.match(/ORCHESTRE, PAIR A \d+ CARRE OR 40 · Place déjà/g)).toHaveLength(1);
    expect(text).toContain("19 · Type de tarif inconnu – Un type de tarif est nouveau");
    expect(text).toContain("Place changée entre-temps – La place n’était plus");
  });

  test(
    "of hundreds of refused seats runs over pages, each with the table's head, none left out",
    poppler,
    () => {
      const data = allotReport(700);
      const pages = pagesOf(pdfOf(seatsReport(data), data.printedAt));
      expect(pages.length).toBeGreaterThan(10);
      const seats = pages.slice(1, -1);
      expect(seats.filter((page) => !page.includes("Étage, zone"))).toEqual([]);
      const listed = pages.flatMap((page) => [...page.matchAll(/ORCHESTRE, PAIR\s+A\s+(\d+)/g)]);
      expect(listed.map(([, number]) => Number(number))).toEqual(
        Array.from({ length: 700 }, (_, at) => at + 1),
      );
    },
  );

  test("of thousands of refused seats joins those of a row, and still names each of them", poppler, () => {
    const data = allotReport(21_000);
    const refusals = data.refusals.map((seat, index) => ({
      ...seat,
      row: String(Math.floor(index / 30) + 1),
      number: index === 29 ? "30 bis" : String((index % 30) + 1),
      error: 10 as const,
    }));
    const pages = pagesOf(pdfOf(seatsReport({ ...data, refusals }), data.printedAt));
    expect(pages.length).toBeLessThan(20);
    const text = bare(pages.join(""));
    expect(text).toContain("21 000 places, réunies par rang");
    expect(text).toContain("PAIR 1 1–29, 30 bis CARRE OR 10 · ");
    expect(text.match(/PAIR \d+ 1–30 CARRE OR/g)).toHaveLength(699);
  });

  test("of thousands of refused seats leaves none out where every second one was refused", poppler, () => {
    const { refusals, ...data } = allotReport(2_001);
    const odd = refusals.map((seat, index) => ({
      ...seat,
      number: String(2 * index + 1),
      error: 40 as const,
    }));
    const text = textOf(pdfOf(seatsReport({ ...data, refusals: odd }), data.printedAt), "-raw");
    const numbers = new Set(text.match(/\b\d+\b/g)?.map(Number));
    expect(odd.filter(({ number }) => !numbers.has(Number(number)))).toEqual([]);
  });

  test("that still waits for answers says so", () => {
    const { blocks } = seatsReport({ ...allotReport(0), finishedAt: null });
    expect(JSON.stringify(blocks)).toContain("toutes les réponses ne sont pas arrivées");
    expect(JSON.stringify(blocks)).toContain("Aucune place refusée.");
  });
});

test(
  "the report of a recall counts what came back by category, as the manual's table (R6.2)",
  poppler,
  () => {
    const text = bare(textOf(pdfOf(seatsReport(recallReport), recallReport.printedAt), "-layout"));
    expect(text).toContain("Rapport de reprise");
    expect(text).toContain("Catégorie Décont. OR 0 CAT.1 28 CAT.2 14 CAT.3 17");
    expect(text).toContain("43 · Place dans un panier");
  },
);
