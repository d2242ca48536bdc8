import { describe, expect, test } from "vitest";
import { newCategoryLetter, newHallLetter, newPriceTypeLetter } from "./code-letters.ts";
import { dateGapLetter, newAddressLetter, priceGapLetter } from "./gap-letters.ts";
import type { Letter } from "./letter.ts";
import { addedPerformancesLetter, firstAllotmentLetter } from "./on-sale-letters.ts";
import { cancellationLetter, rescheduleLetter } from "./programme-letters.ts";

const writer = {
  operatorName: "Camille",
  organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  institutionCode: 9999,
};
const show = { title: "ORPHEE ET EURYDICE", showNumber: 4 };
const hall = { name: "THEATRE DE L'EMPIRE GRANDE SALLE", hallCode: 10001, capacity: 812 };
const performance = { localDate: "2020-03-03", localTime: "19:00", performanceNumber: 501, seatCount: 812 };
const later = { localDate: "2020-03-08", localTime: "13:30", performanceNumber: 502, seatCount: 1 };
const categories = [{ code: 10001, name: "CARRE OR" }];
const sale = {
  ...{
    sequence: 12,
    place: "rang A, place 12",
    soldAt: { localDate: "2020-02-01", localTime: "09:05" },
    priceType: "TICKETNET PLEIN TARIF",
    seatCategory: "CARRE OR",
  },
  ...{ faceValueCents: 123_450, venueFeeCents: 120, organizerFeeCents: 180 },
};
const grid = { faceValueCents: 4_800, venueFeeCents: 100, organizerFeeCents: 0 };

const letters: [string, Letter][] = [
  [
    "firstAllotment",
    firstAllotmentLetter(writer, {
      show,
      hall,
      performances: [performance, later],
      attached: ["onSaleDocument"],
    }),
  ],
  ["addedPerformances", addedPerformancesLetter(writer, { show, hall, performances: [later], attached: [] })],
  ["newHall", newHallLetter(writer, { hall, categories, attached: ["codeLists"] })],
  ["newCategory", newCategoryLetter(writer, { hall, categories, attached: [] })],
  [
    "newPriceType",
    newPriceTypeLetter(writer, {
      priceTypes: [{ code: 6690014, name: "TICKETNET PLEIN TARIF" }],
      holds: [{ code: 6690007, name: "TICKETNET" }],
      attached: ["priceTypes"],
    }),
  ],
  ["priceGap", priceGapLetter(writer, { show, performance, sale, grid })],
  ["priceGap, no price here", priceGapLetter(writer, { show, performance, sale, grid: null })],
  ["dateGap", dateGapLetter(writer, { show, performance, theirs: later })],
  ["dateGap, refused", dateGapLetter(writer, { show, performance, theirs: null })],
  ["newAddress", newAddressLetter(writer, { address: "203.0.113.7" })],
  ["newAddress, unknown", newAddressLetter(writer, { address: null })],
  [
    "reschedule",
    rescheduleLetter(writer, {
      show,
      performance,
      to: later,
      reason: "Artiste souffrant",
      soldThere: 2,
      state: "moved",
    }),
  ],
  [
    "reschedule, not acknowledged",
    rescheduleLetter(writer, { show, performance, to: later, reason: "", soldThere: 0, state: "asked" }),
  ],
  [
    "cancellation",
    cancellationLetter(writer, {
      show,
      performance,
      reason: "Artiste souffrant",
      sold: [
        { place: "rang A, place 12", orderId: "4711", pointOfSale: "Paris" },
        { place: "rang A, place 14", orderId: null, pointOfSale: null },
      ],
    }),
  ],
  ["cancellation, nothing sold", cancellationLetter(writer, { show, performance, reason: "", sold: [] })],
];

test("the letters are those that were read and approved", async () => {
  const whole = letters.map(([name, { subject, text }]) => `=== ${name}\n${subject}\n\n${text}`).join("\n");
  // After a change that is meant: npx vitest run boxoffice/interface/mail/texts -u
  await expect(whole).toMatchFileSnapshot("./letters.txt");
});

describe("French typography", () => {
  test.each(letters)(
    "%s has no plain space before a high sign, no straight apostrophe of ours, no double space",
    (_name, { subject, text }) => {
      for (const part of [subject, text]) {
        expect(part).not.toMatch(/ [:;?!»€]|« | {2}/u);
        expect(part.replaceAll(writer.organizerName, "").replaceAll(hall.name, "")).not.toContain("'");
      }
      expect(subject).not.toMatch(/\n/);
      expect(text).toMatch(/^Bonjour,\n\n/);
      expect(text).toMatch(/Bien cordialement,\n\nCamille\n.*\(institution 9999\)\n$/);
    },
  );
});

test("a document is announced only where it is attached", () => {
  const facts = { show, hall, performances: [performance] };
  expect(firstAllotmentLetter(writer, { ...facts, attached: ["onSaleDocument"] }).text).toContain("ci-joint");
  expect(firstAllotmentLetter(writer, { ...facts, attached: [] }).text).not.toContain("ci-joint");
});

test("a hostile title stays one line of the subject, and its length has an end", () => {
  const title = `LA VIE\r\nBcc: everybody@example.org\r\n\r\n${"X".repeat(10_000)}`;
  const { subject } = addedPerformancesLetter(writer, {
    show: { title, showNumber: 4 },
    hall,
    performances: [later],
    attached: [],
  });
  expect(subject).toMatch(/^Séance ajoutée\u00a0: LA VIE Bcc/);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(subject.length).toBeLessThanOrEqual(300);
});
