import { expect, test } from "vitest";
import { sample } from "../on-sale/sample.test-data.ts";
import { pdfOf } from "../pdf/draw-content.ts";
import { poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { priceTypesAndHolds } from "./price-types-and-holds.ts";

test(
  "price types and holds stand with their codes under the heading, the organizer and the date (R9.4)",
  poppler,
  () => {
    const pdf = pdfOf(priceTypesAndHolds(sample), sample.printedAt);
    const lines = textOf(pdf, "-layout").split("\n");
    expect(lines.map((line) => line.trim().replace(/ +/g, " ")).filter((line) => line !== "")).toEqual(
      [
        "INTERFACE RODRIGUE - TICKETMASTER",
        "TYPES DE TARIFS ET RÉSERVES",
        "SOCIETE D'EXPLOITATION DE L'EMPIRE - Institution : 9999",
        "23/04/2020 17:18:30",
        "TYPES DE TARIFS",
        "Code Type de tarif",
        "6690014 TICKETNET PLEIN TARIF",
        "6690015 TICKETNET ADHERENT",
        "6690020 TICKETNET PROMOTION",
        "6690021 TICKETNET ENFANT-12",
        "RÉSERVES",
        "Code Réserve",
        "6690007 TICKETNET",
        "SOCIETE D'EXPLOITATION DE L'EMPIRE – Types de tarifs et réserves Page 1 / 1",
        "\f",
      ].filter((line) => line !== "\f"),
    );
  },
);
