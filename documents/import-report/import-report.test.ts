import { describe, expect, test } from "vitest";
import { pdfOf } from "../pdf/draw-content.ts";
import { pagesOf, poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { importRun } from "./import-report.test-data.ts";
import { importReport } from "./import-report.ts";

const bare = (text: string) => text.replace(/\s+/g, " ");

describe("the report of an integration (R7.1)", () => {
  test("counts by show, says what was integrated, and keeps amounts of thousands whole", poppler, () => {
    const data = importRun();
    const text = bare(textOf(pdfOf(importReport(data), data.printedAt), "-layout"));
    expect(text).toContain("ORPHEE ET EURYDICE 1 200 3 58 667,00 € 0 0");
    expect(text).toContain("Total 1 202 3 58 769,00 € 10 40");
    expect(text).toContain("TICKETNET PLEIN TARIF CARRE OR 1 197 58 667,00 €");
  });

  test("says of every reason that a sale may wait for what both sides say (R7.2, R7.3)", () => {
    const said = JSON.stringify(importReport(importRun())).replace(/\s/g, " ");
    for (const words of [
      "47,00 € + 3,00 € de frais vendus, 48,00 € + 3,00 € de frais chez nous",
      "absent de la grille",
      "19 · Type de tarif inconnu : 6690099",
      "12 · Séance inconnue : 77",
      "17 · Date incorrecte : 04/03/2020, chez nous 03/03/2020",
      "18 · Heure incorrecte : 20:00, chez nous 19:00",
      "Annulation d’une vente qui n’est pas encore intégrée",
      "Annulation d’une vente que nous n’avons pas",
      "Place inconnue : 4711",
      "Code-barres déjà porté par un autre billet : 02123456789012",
    ])
      expect(said).toContain(words);
  });

  test("of hundreds of blocked sales leaves none out", poppler, () => {
    const data = importRun(400);
    const pages = pagesOf(pdfOf(importReport(data), data.printedAt));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.join("").match(/ C {2,}\d+ /g)).toHaveLength(400);
  });
});
