import { describe, expect, test } from "vitest";
import { pdfOf } from "../pdf/draw-content.ts";
import { pagesOf, poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { onSaleDocument } from "./on-sale.ts";
import { sample, sampleLines } from "./sample.test-data.ts";

const bare = (line: string) => line.trim().replace(/ +/g, " ");

describe("the on-sale document", () => {
  test("says the manual's sample line for line, in order (R9.1)", () => {
    const { title, blocks } = onSaleDocument(sample);
    expect([title, ...blocks.map((block) => (block.kind === "table" ? "" : block.text))]).toEqual(
      sampleLines,
    );
  });

  test.each(["-layout", "-raw", "-nopgbrk", "-q"])(
    "and so does its PDF, read by pdftotext %s",
    poppler,
    (option) => {
      const lines = textOf(pdfOf(onSaleDocument(sample), sample.printedAt), option)
        .split(/[\n\f]/)
        .map(bare);
      const foot = lines.findIndex((line) => line.startsWith("SOCIETE D'EXPLOITATION DE L'EMPIRE –"));
      expect(lines.slice(0, foot).filter((line) => line !== "")).toEqual(sampleLines.map(bare));
    },
  );

  test("keeps the lines of a comment, and runs over pages where there are many prices", poppler, () => {
    const prices = Array.from({ length: 60 }, () => sample.prices).flat();
    const comment = "Première ligne\nDeuxième ligne\r\n\r\nQuatrième ligne";
    const pages = pagesOf(pdfOf(onSaleDocument({ ...sample, prices, comment }), sample.printedAt));
    expect(pages[0]).toMatch(/Première ligne\n\s*Deuxième ligne\n\s*\n\s*Quatrième ligne/);
    expect(pages.join("").match(/MONTANT:/g)).toHaveLength(360);
    for (const page of pages) expect(page).toMatch(new RegExp(`Page \\d+ / ${pages.length}`));
    // A price type and its amounts stay together.
    for (const page of pages.slice(1)) expect(bare(page)).not.toMatch(/^MONTANT/);
  });
});
