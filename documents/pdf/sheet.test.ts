import { describe, expect, test } from "vitest";
import { drawingOf, pagesOf, poppler, textOf } from "./read-pdf.fixture.ts";
import { bytesOf, openSheet } from "./sheet.ts";
import { table } from "./table.ts";
import { heading, paragraph } from "./text.ts";

const moment = { instant: new Date("2026-11-23T18:00:00.000Z"), local: "2026-11-23T19:00:00" };

function sample(title = "Rapport d’essai", rows = 120): Buffer {
  const sheet = openSheet({ title, moment, foot: "Théâtre de l’Empire – imprimé le 23/11/2026 19:00" });
  heading(sheet, title, 1);
  paragraph(sheet, "Recette : 1 234,50 €\nÀ l’affiche, où l’œuvre naît.");
  heading(sheet, "Places", 2);
  table(
    sheet,
    [
      { head: "Place", weight: 3 },
      { head: "Montant", weight: 1, align: "right" },
    ],
    [
      ...Array.from({ length: rows }, (_, index) => ({ cells: [`Rang A place ${index + 1}`, "48,00 €"] })),
      { cells: ["Total", "5 760,00 €"], sum: true },
    ],
  );
  return bytesOf(sheet);
}

describe("a sheet", () => {
  test("of the same data is the same bytes; of another moment it is not", () => {
    expect(sample().equals(sample())).toBe(true);
    expect(sample().equals(sample("Autre rapport"))).toBe(false);
  });

  test("names its title and its language, and shows the title in the window", () => {
    const source = sample().toString("latin1");
    expect(source).toContain("/Lang (fr-FR)");
    expect(source).toContain("/DisplayDocTitle true");
    expect(source).toContain("/Marked true");
    expect(source).toContain("(D:20261123180000Z)");
  });

  test("is tagged: a heading is a heading, a table has heads and cells, page numbers are no text", () => {
    const source = sample().toString("latin1");
    for (const tag of ["Document", "H1", "H2", "P", "Table", "TR", "TH", "TD"])
      expect(source).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(drawingOf(sample())).toContain("/Artifact <<\n/Type /Pagination\n>> BDC");
  });

  test("embeds its fonts, of which no page uses another", () => {
    const source = sample().toString("latin1");
    const fonts = [...source.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((name) => !/^[A-Z]{6}\+DejaVuSansCondensed/.test(name ?? ""))).toEqual([]);
    expect(source).toContain("/FontFile2");
  });

  test("numbers its pages and repeats a table's head on each", poppler, () => {
    const pages = pagesOf(sample());
    expect(pages.length).toBe(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} / 3`);
      expect(page.match(/Montant/g)).toHaveLength(1);
    }
  });

  test("keeps accents, € and the narrow no-break space of thousands", poppler, () => {
    const text = textOf(sample());
    expect(text).toContain("Recette : 1 234,50 €");
    expect(text).toContain("À l’affiche, où l’œuvre naît.");
  });

  test("draws every row once, however many pages it takes", poppler, () => {
    const drawn = [...textOf(sample("Long", 700)).matchAll(/place (\d+)/g)].map(([, number]) =>
      Number(number),
    );
    expect(drawn).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
  });
});
