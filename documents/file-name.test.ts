import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentDisposition, safeFileName, safeWithExtension } from "./file-name.ts";

const rightToLeftOverride = "\u202e";

describe("a file's name", () => {
  test.each([
    ["THEATRE DE L'EMPIRE GRANDE SALLE", "THEATRE DE L'EMPIRE GRANDE SALLE"],
    ["Orphée & Eurydice – c’est fini", "Orphée & Eurydice – c’est fini"],
    ["../../x", "x"],
    ["..\\..\\x", "x"],
    ["/etc/passwd", "etc-passwd"],
    ["C:\\Salle", "C-Salle"],
    ["CON", "_CON"],
    ["con.txt", "_con.txt"],
    ["COM1", "_COM1"],
    ["LPT²", "_LPT²"],
    ["CONCERT", "CONCERT"],
    ["=cmd|' /C calc'!A0", "=cmd-' -C calc'!A0"],
    ["-rf", "rf"],
    [".htaccess", "htaccess"],
    ["Salle. ", "Salle"],
    [`Salle ${rightToLeftOverride}fdp.exe`, "Salle fdp.exe"],
    ["Salle\0bleue\r\nSet-Cookie: a", "Salle bleue Set-Cookie- a"],
    ["Nuit 🎭 blanche", "Nuit 🎭 blanche"],
    ["劇場", "劇場"],
    ["\ud83c", "salle"],
    ["", "salle"],
    ["...", "salle"],
    ["/// \u200b", "salle"],
  ])("%j is kept as %j", (text, name) => {
    expect(safeFileName(text, "salle")).toBe(name);
  });

  test("a long one is cut between two characters", () => {
    expect(safeFileName("x".repeat(10_000), "salle")).toBe("x".repeat(120));
    expect(safeFileName("é".repeat(10_000), "salle")).toBe("é".repeat(60));
    expect(safeFileName(`x${"🎭".repeat(10_000)}`, "salle")).toBe(`x${"🎭".repeat(29)}`);
  });

  test("a long one that has its extension keeps it", () => {
    expect(safeWithExtension(`${"É".repeat(90)} (4).pdf`, "1")).toBe(`${"É".repeat(60)}.pdf`);
    expect(safeWithExtension("Mise en vente «La Lyre» (4).pdf", "1")).toBe("Mise en vente «La Lyre» (4).pdf");
    expect(safeWithExtension("../../x", "1")).toBe("x");
    expect(safeWithExtension("CON.zip", "1")).toBe("_CON.zip");
    expect(safeWithExtension(".pdf", "1")).toBe("1.pdf");
  });

  test("whatever the text, it is one segment that a folder takes, and safe already", () => {
    const folder = mkdtempSync(join(tmpdir(), "allotement-names-"));
    try {
      fc.assert(
        fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
          const name = safeFileName(text, "salle");
          expect(name).not.toMatch(/[/\\:*?"<>|\p{C}]|^[\s.-]|[\s.]$/u);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121);
          expect(safeFileName(name, "salle")).toBe(name);
          writeFileSync(join(folder, name), "");
          expect(readdirSync(folder)).toContain(name);
          rmSync(join(folder, name));
        }),
        { numRuns: 100 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the header that offers a file", () => {
  test("holds the name in plain letters and with every letter", () => {
    expect(contentDisposition("attachment", "Orphée «1».pdf")).toBe(
      `attachment; filename="Orphee _1_.pdf"; filename*=UTF-8''Orph%C3%A9e%20%C2%AB1%C2%BB.pdf`,
    );
  });

  test("whatever the name, it stays one header whose quotes close", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(contentDisposition("inline", name)).toMatch(
          /^inline; filename="[^"\\%\r\n]*"; filename\*=UTF-8''[\w.~&+#$^`|%-]*$/,
        );
      }),
    );
  });
});
