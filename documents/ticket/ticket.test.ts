import { describe, expect, test } from "vitest";
import { pagesOf, poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { barsOf } from "./code-128.ts";
import { pictureOf, readByZbar, readByZxing, scanners } from "./scan.fixture.ts";
import { printing, sampleTicket } from "./ticket.test-data.ts";
import { ticketsPdf } from "./ticket.ts";

const formats = ["thermal", "printAtHome"] as const;
const textOfTicket = (pdf: Buffer) => textOf(pdf).replace(/\s+/g, " ");

describe.each(formats)("a ticket (%s)", (format) => {
  test("says all that it must say (R2.5)", poppler, () => {
    const text = textOfTicket(ticketsPdf([sampleTicket], { ...printing, format }));
    for (const mention of [
      ...["75017 PARIS", "19/05/2020 20:30", "Licence : L-R-20-001234", "CATEGORIE 4 VISIBILITE REDUITE"],
      ...["Imprimé le 23/04/2020 17:18", "PLEIN TARIF", "Prix : 1 234,50 €", "Frais loc. inclus"],
      ...["LEFEBVRE Éloïse", "Point de vente : GUICHET", "Utilisateur : CLE", "THEATRE DE L'EMPIRE"],
      ...["41 avenue de Wagram", "LE THEATRE DE L'EMPIRE présente", "ORPHEE ET EURYDICE"],
      ...[
        "Opéra en trois actes",
        "MARDI 19 MAI 2020 À 20H30",
        "ETAGE – BALCON PAIR",
        "CATÉGORIE RANG PLACE",
        "REDUITE A 101",
      ],
      ...["Opération 1234", "Billet 56789"],
    ])
      expect(text).toContain(mention);
    expect(text.match(/01234567890123/g)).toHaveLength(2);
  });

  test("of the same data is the same bytes", () => {
    const once = ticketsPdf([sampleTicket], { ...printing, format });
    expect(once.equals(ticketsPdf([sampleTicket], { ...printing, format }))).toBe(true);
  });

  test("stands on a page of its own, and says that it is a duplicate where it is", poppler, () => {
    const again = { ...sampleTicket, mark: "duplicate" as const };
    const other = { ...again, seat: "103", customer: "" };
    const pages = pagesOf(ticketsPdf([again, other], { ...printing, format }));
    expect(pages.map((page) => /PLACE[\s\S]*?(\d{3})\b/.exec(page)?.[1])).toEqual(["101", "103"]);
    for (const page of pages) expect(page).toContain("DUPLICATA");
    expect(pages[1]).not.toContain("Client");
  });

  test(
    "keeps names that are too long within their fields, whole in what is searched and read aloud",
    poppler,
    () => {
      const long = "UN NOM QUI N’EN FINIT PAS ".repeat(7);
      const wide = {
        ...sampleTicket,
        title: long,
        category: long,
        customer: long,
        comment: long,
        priceType: long,
      };
      const pdf = ticketsPdf([wide], { ...printing, format });
      expect(pagesOf(pdf)).toHaveLength(1);
      expect(textOfTicket(pdf)).toMatch(/UN NOM QUI.*…/);
    },
  );
});

/** Where each format has its two barcodes. */
const places = {
  thermal: {
    horizontal: { x: 418, y: 170, width: 158, height: 64 },
    vertical: { x: 0, y: 0, width: 72, height: 234 },
  },
  printAtHome: {
    horizontal: { x: 30, y: 300, width: 240, height: 90 },
    vertical: { x: 480, y: 50, width: 110, height: 300 },
  },
};

describe.each(formats)("the barcode (%s)", (format) => {
  describe.each(["horizontal", "vertical"] as const)("%s", (direction) => {
    test.each([150, 203, 300])(
      "is read by both scanners at %i dots an inch",
      scanners,
      async (resolution) => {
        for (const barcode of ["02895005698756", "01999999999999", "02000000000000"]) {
          const pdf = ticketsPdf([{ ...sampleTicket, barcode }], { ...printing, format });
          const picture = pictureOf(pdf, resolution, places[format][direction]);
          expect(readByZbar(picture)).toEqual([`CODE-128:${barcode}`]);
          expect(await readByZxing(picture)).toEqual([`Code128:${barcode}`]);
        }
      },
    );
  });

  test("is not there on a mock-up, which says that it is worth nothing (R2.3)", scanners, async () => {
    const pdf = ticketsPdf([{ ...sampleTicket, mark: "mockUp" }], { ...printing, format });
    const text = textOfTicket(pdf);
    expect(text).toContain("MAQUETTE – SANS VALEUR");
    expect(text).not.toContain(sampleTicket.barcode);
    const picture = pictureOf(pdf, 203, { x: 0, y: 0, width: 595, height: 842 });
    expect(readByZbar(picture)).toEqual([]);
    expect(await readByZxing(picture)).toEqual([]);
  });
});

test("14 digits are 112 modules, wide enough for three dots each on the stub", () => {
  expect(barsOf("02895005698756").modules).toBe(112);
});

test("a barcode that would be too fine to be read is refused, not printed", () => {
  const barcode = "0".repeat(60);
  expect(() => ticketsPdf([{ ...sampleTicket, barcode }], printing)).toThrow("do not fit");
});
