import { expect, test } from "vitest";
import { pdfOf } from "../pdf/draw-content.ts";
import { poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { statement } from "./sales-statement.test-data.ts";
import { salesStatement } from "./sales-statement.ts";

test(
  "a statement counts seats by state and sales by price type, the reseller's inside, to the cent",
  poppler,
  () => {
    const text = textOf(pdfOf(salesStatement(statement), statement.printedAt), "-layout").replace(
      /\s+/g,
      " ",
    );
    for (const words of [
      "ORPHEE ET EURYDICE (4)",
      "Mardi 03/03/2020 à 19:00 – séance n° 41",
      "THEATRE DE L'EMPIRE GRANDE SALLE – 812 places",
      "CARRE OR 100 20 10 30 25 12 3",
      "Total 812 732 10 30 25 12 3",
      "guichet PLEIN TARIF CARRE OR 10 480,00 € 1,00 € 481,00 €",
      "TICKETNET TICKETNET PLEIN TARIF CARRE OR 25 1 200,00 € 75,00 € 1 275,00 €",
      "Total 37 1 720,00 € 77,00 € 1 797,00 €",
    ])
      expect(text).toContain(words);
  },
);

test("a statement of a performance without sales says so", () => {
  expect(JSON.stringify(salesStatement({ ...statement, sales: [] }))).toContain("Aucun billet vendu.");
});
