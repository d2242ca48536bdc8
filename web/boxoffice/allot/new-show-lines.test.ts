import { describe, expect, it } from "vitest";
import {
  fixedCents,
  isLeftOut,
  isWrong,
  readLine,
  totalCents,
  typeAmount,
  typedLine,
} from "./new-show-lines.ts";

const line = {
  priceTypeCode: 6690014,
  priceTypeName: "TICKETNET PLEIN TARIF",
  seatCategoryCode: 10001,
  seatCategoryName: "CARRE OR",
  inGrid: true,
  faceValueCents: 4800,
  venueFeeCents: 100,
  organizerFeeCents: 0,
  resellerFeeCents: 480,
};
const empty = {
  ...line,
  inGrid: false,
  faceValueCents: null,
  venueFeeCents: null,
  organizerFeeCents: null,
  resellerFeeCents: null,
};

describe("a line of the new-show window", () => {
  it("shows the grid's amounts as a clerk types them, and reads them back", () => {
    expect(typedLine(line).typed).toEqual({
      faceValue: "48,00",
      venueFee: "1,00",
      organizerFee: "0,00",
      resellerFee: "4,80",
    });
    expect(readLine(typedLine(line))).toMatchObject({ faceValueCents: 4800, resellerFeeCents: 480 });
  });

  it("lets only what the grid lacks be completed, and the reseller's fee", () => {
    expect(fixedCents(line, "faceValue")).toBe(line.faceValueCents);
    expect(fixedCents(line, "resellerFee")).toBeNull();
    expect(fixedCents(empty, "faceValue")).toBeNull();
  });

  it("proposes FRAIS TKN from the amount until one is typed", () => {
    const typed = typeAmount(typedLine(empty), "faceValue", "18");
    expect(typed.typed.resellerFee).toBe("2,00");
    const own = typeAmount(typed, "resellerFee", "3,50");
    expect(typeAmount(own, "faceValue", "48,00").typed.resellerFee).toBe("3,50");
    expect(readLine(typed)).toMatchObject({ faceValueCents: 1800, venueFeeCents: 0, resellerFeeCents: 200 });
  });

  it("is left out while its amount is empty, and wrong where it cannot be read", () => {
    expect(isLeftOut(typedLine(empty))).toBe(true);
    const wrong = typeAmount(typedLine(empty), "faceValue", "12,345");
    expect(isWrong(wrong, "faceValue")).toBe(true);
    expect(readLine(wrong)).toBeUndefined();
  });

  it("totals what is typed, and nothing while an amount is missing", () => {
    const typed = typeAmount(typedLine(empty), "faceValue", "18");
    expect(totalCents(typed)).toBe(2000);
    expect(totalCents(typeAmount(typed, "venueFee", "1,20"))).toBe(2120);
    expect(totalCents(typeAmount(typed, "venueFee", "1,2x"))).toBeUndefined();
    expect(totalCents(typedLine(empty))).toBeUndefined();
  });

  it("keeps amounts above a thousand readable both ways", () => {
    const dear = typedLine({ ...line, faceValueCents: 123_450 });
    expect(readLine(dear)?.faceValueCents).toBe(123_450);
  });
});
