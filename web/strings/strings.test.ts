import { describe, expect, it } from "vitest";
import { blockedSalesEn } from "./boxoffice/blocked-sales.en.ts";
import { blockedSalesFr } from "./boxoffice/blocked-sales.fr.ts";
import { compareEn } from "./boxoffice/compare.en.ts";
import { compareFr } from "./boxoffice/compare.fr.ts";
import { documentsEn } from "./boxoffice/documents.en.ts";
import { documentsFr } from "./boxoffice/documents.fr.ts";
import { houseEn } from "./boxoffice/house.en.ts";
import { houseFr } from "./boxoffice/house.fr.ts";
import { interfaceEn } from "./boxoffice/interface.en.ts";
import { interfaceFr } from "./boxoffice/interface.fr.ts";
import { uiEn } from "./ui/en.ts";
import { uiFr } from "./ui/fr.ts";

const french = {
  ui: uiFr,
  house: houseFr,
  interface: interfaceFr,
  compare: compareFr,
  blocked: blockedSalesFr,
  documents: documentsFr,
};
const english = {
  ui: uiEn,
  house: houseEn,
  interface: interfaceEn,
  compare: compareEn,
  blocked: blockedSalesEn,
  documents: documentsEn,
};

/** Every text with its path; functions are called with numbers, which every parameter can be written from. */
function textsOf(strings: unknown, path = ""): [path: string, text: string][] {
  if (typeof strings === "string") return [[path, strings]];
  if (typeof strings === "function") return [[path, String(strings(3, 4))]];
  if (typeof strings !== "object" || strings === null) return [];
  return Object.entries(strings).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

describe("the dictionaries", () => {
  it("hold the same keys in French and English, none of them empty", () => {
    const keys = (strings: unknown) => textsOf(strings).map(([path]) => path);
    expect(keys(english).sort()).toEqual(keys(french).sort());
    const empty = [...textsOf(french), ...textsOf(english)].filter(([, text]) => text.trim() === "");
    expect(empty).toEqual([]);
  });

  it("set French signs off with a narrow no-break space", () => {
    const loose = textsOf(french).filter(([, text]) =>
      / [:;!?»%]|« |«[^\u202f]|[^\u202f]»|[\p{L}\d][;!?]/u.test(text),
    );
    expect(loose).toEqual([]);
  });

  it("use the typographic apostrophe in French", () => {
    expect(textsOf(french).filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([]);
  });

  it("count zero as one in French and as many in English", () => {
    expect([uiFr.seats(0), uiFr.seats(1), uiFr.seats(2)]).toEqual([
      "0\u00a0place",
      "1\u00a0place",
      "2\u00a0places",
    ]);
    expect([uiEn.seats(0), uiEn.seats(1), uiEn.seats(2)]).toEqual([
      "0\u00a0seats",
      "1\u00a0seat",
      "2\u00a0seats",
    ]);
    expect(uiFr.seats(1234)).toBe("1\u202f234\u00a0places");
  });
});
