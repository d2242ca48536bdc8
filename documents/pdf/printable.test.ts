import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, shortened } from "./printable.ts";
import { wrap } from "./wrap.ts";

const latin = (codePoint: number) =>
  (codePoint >= 0x20 && codePoint < 0x250) ||
  codePoint === 0x301 ||
  (codePoint >= 0x2400 && codePoint < 0x2426) ||
  codePoint === 0xfffd ||
  codePoint === 0x25a1;

describe("a text as it is drawn", () => {
  test.each([
    ["CARRÉ OR", "CARRÉ OR", "CARRÉ OR"],
    ["a\0b", "a␀b", "a␀b"],
    ["a\nb\tc", "a b c", "a b c"],
    ["Salle \u202efdp.exe", "Salle �fdp.exe", "Salle �fdp.exe"],
    ["a\u200bb\u2066c", "a�b�c", "a�b�c"],
    ["\ud83c", "�", "�"],
    ["Nuit 🎭 blanche", "Nuit □ blanche", "Nuit 🎭 blanche"],
    ["👨‍👩‍👧", "□", "👨‍👩‍👧"],
    ["劇場", "□□", "劇場"],
    [`e${"\u0301".repeat(50)}`, "□", `é${"\u0301".repeat(49)}`],
  ])("%j is drawn as %j and means %j", (text, shown, meant) => {
    expect(printable(text, latin)).toEqual({ shown, meant });
  });

  test("whatever the text, only characters that can be drawn are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { shown, meant } = printable(text, latin);
        expect([...shown].every((character) => latin(character.codePointAt(0) ?? 0))).toBe(true);
        expect(meant).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test("a name of 10,000 characters is shown by its first 200", () => {
    expect(shortened("x".repeat(10_000))).toBe(`${"x".repeat(200)}…`);
    expect(shortened("x".repeat(200))).toBe("x".repeat(200));
  });
});

describe("a paragraph", () => {
  const length = (text: string) => text.length;

  test("breaks between words, and inside a word that no line holds", () => {
    expect(wrap("un deux trois", 8, length)).toEqual(["un deux", "trois"]);
    expect(wrap("abcdefghij kl", 4, length)).toEqual(["abcd", "efgh", "ij", "kl"]);
    expect(wrap("", 4, length)).toEqual([""]);
  });

  test("whatever the text, no line is too wide and nothing but spaces is lost", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = wrap(text, width, length);
        expect(lines.filter((line) => line.length > width && line.trim() !== "")).toEqual([]);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});
