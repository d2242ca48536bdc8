import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountCeilingCents, formatCents, parseCents } from "./money.ts";
import { proposedResellerFeeCents } from "./reseller-fee.ts";
import { vectors } from "./vectors.fixture.ts";

describe("amounts as a French clerk types and reads them", () => {
  const cases = vectors("money").map((line) => {
    const [, word = "", rest = ""] = /^(\w+) (.*)$/u.exec(line) ?? [];
    const [, text = '""'] = /("(?:[^"\\]|\\.)*")/u.exec(rest) ?? [];
    const cents = rest.replace(text, "").trim();
    return { word, text: String(JSON.parse(text)), cents: cents === "" ? undefined : Number(cents) };
  });

  test.each(cases.filter(({ word }) => word !== "writes"))("$word $text", ({ text, cents }) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each(cases.filter(({ word }) => word === "writes"))("writes $cents", ({ text, cents }) => {
    expect(formatCents(cents ?? Number.NaN)).toBe(text);
  });

  test("the file holds cases of each kind", () => {
    expect(new Set(cases.map(({ word }) => word))).toEqual(new Set(["reads", "refuses", "writes"]));
  });
});

const amount = fc.integer({ min: 0, max: amountCeilingCents });

test("what is printed is read back as the same cents", () => {
  fc.assert(
    fc.property(amount, (cents) => {
      expect(parseCents(formatCents(cents))).toBe(cents);
    }),
  );
});

test("whatever is typed, the answer is whole cents within the limits, or nothing", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.stringMatching(/^[\d ,.€\u00a0\u202f+-]{0,12}$/u),
    fc.double().map(String),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const cents = parseCents(text);
      expect(
        cents === undefined || (Number.isInteger(cents) && cents >= 0 && cents <= amountCeilingCents),
      ).toBe(true);
    }),
  );
});

describe("the reseller's fee as proposed", () => {
  test.each(vectors("reseller-fees").map((line) => line.split(" ").map(Number)))(
    "of %i is %i",
    (cents, fee) => {
      expect(proposedResellerFeeCents(cents ?? Number.NaN)).toBe(fee);
    },
  );

  test("is never under 2.00 €, never falls as the amount rises, and is 10 % to half a cent above that", () => {
    fc.assert(
      fc.property(amount, (cents) => {
        const fee = proposedResellerFeeCents(cents);
        expect(fee).toBeGreaterThanOrEqual(200);
        expect(proposedResellerFeeCents(cents + 1)).toBeGreaterThanOrEqual(fee);
        if (fee > 200) expect(Math.abs(fee * 10 - cents)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
