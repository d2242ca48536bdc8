import { chainStart } from "@allotement/protocol/feed-chain.ts";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { hashOfWords } from "../journal/seal-journal.ts";
import { digestOf } from "./archive.ts";
import { type Books, key, memoryBooks } from "./memory-books.fixture.ts";
import { fingerprintOf, publicKeyOf } from "./signing-key.ts";
import { verifyArchive } from "./verify-archive.ts";

/** November: the 1st and the 2nd closed, then the month. 1 head, entries 1 to 6, 31 closings, 1 signature. */
let books: Books;
let archive: string;

beforeAll(async () => {
  books = memoryBooks();
  for (const hour of [10, 11, 12]) books.book(`2026-11-01T${hour}:00:00Z`);
  for (const hour of [10, 11, 12])
    books.book(`2026-11-02T${hour}:00:00Z`, { debts: [{ customerAccountId: 1, amountCents: 4_900 }] });
  books.seal();
  await books.close("day", "2026-11-30");
  await books.close("month", "2026-11");
  archive = books.archive(books.closings.at(-1));
});

const verify = (text: string, fingerprint?: string) => verifyArchive(Buffer.from(text), fingerprint);
const linesOf = (text: string) => text.split("\n").slice(0, -1);
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

/** As somebody would who alters records and then writes every digest anew; the signature stays the old one. */
function digestedAnew(records: readonly string[]): string {
  let digest = chainStart;
  return joined(
    records.map((record) => {
      digest = digestOf(digest, record);
      return `${digest} ${record}`;
    }),
  );
}
const recordsOf = (text: string) => linesOf(text).map((line) => line.slice(65));

describe("an archive as it was written", () => {
  test("holds by itself, of a day, a month, and a day without a line", () => {
    expect(verify(archive)).toMatchObject({ holds: true });
    expect(linesOf(archive)).toHaveLength(39);
    for (const period of ["2026-11-01", "2026-11-02", "2026-11-03"]) {
      const closing = books.closings.find((one) => one.period === period);
      expect(verify(books.archive(closing))).toMatchObject({ holds: true });
    }
  });

  test("holds under the key that signed it, and is told from one that another key signed", () => {
    expect(verify(archive, fingerprintOf(key.publicKey))).toMatchObject({ holds: true });
    const secret = Buffer.alloc(32, 8).toString("base64url");
    const forged = books.archive(books.closings.at(-1), { secret, publicKey: publicKeyOf(secret) });
    expect(verify(forged)).toMatchObject({ holds: true });
    expect(verify(forged, fingerprintOf(key.publicKey))).toEqual({
      holds: false,
      line: 1,
      fault: expect.stringContaining("is signed by another key"),
    });
  });
});

describe("the first altered line is named", () => {
  const edited = (edit: (lines: string[]) => void) => {
    const lines = linesOf(archive);
    edit(lines);
    return verify(joined(lines));
  };

  test("where an amount was changed", () => {
    expect(edited((lines) => lines.splice(4, 1, (lines[4] ?? "").replace("4800", "4700")))).toMatchObject({
      line: 5,
    });
  });
  test("where a line was deleted", () => {
    expect(edited((lines) => lines.splice(3, 1))).toMatchObject({ holds: false, line: 4 });
  });
  test("where two lines were swapped", () => {
    expect(edited((lines) => lines.splice(2, 2, lines[3] ?? "", lines[2] ?? ""))).toMatchObject({ line: 3 });
  });
  test("where a line was inserted, a copy or one made up", () => {
    expect(edited((lines) => lines.splice(5, 0, lines[4] ?? ""))).toMatchObject({ holds: false, line: 6 });
    expect(edited((lines) => lines.splice(5, 0, `${chainStart} {}`))).toMatchObject({
      holds: false,
      line: 6,
    });
  });
  test("where the archive was truncated, at a line's end or within it", () => {
    expect(edited((lines) => lines.splice(8))).toMatchObject({ holds: false, line: 9 });
    expect(verify(archive.slice(0, -10))).toMatchObject({ holds: false, line: 39, fault: "is cut off" });
    expect(verify("")).toMatchObject({ holds: false, line: 1 });
  });
  test("where something follows the signature", () => {
    expect(verify(`${archive}x\n`)).toMatchObject({ holds: false, line: 40 });
  });

  /** The first line at which two texts differ, or the one after the shorter. */
  const firstDifference = (damaged: Uint8Array) => {
    const original = Buffer.from(archive);
    let line = 1;
    for (let index = 0; index < Math.max(original.length, damaged.length); index++) {
      if (original[index] !== damaged[index]) return line;
      if (original[index] === 10) line++;
    }
    return undefined;
  };
  const place = fc.nat({ max: 100_000 });
  const damage = fc.oneof(
    fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.nat({ max: 7 }) }),
    fc.record({ kind: fc.constant("cut" as const), at: place, bit: fc.nat({ max: 300 }) }),
    fc.record({ kind: fc.constant("add" as const), at: place, bit: fc.nat({ max: 255 }) }),
    fc.record({ kind: fc.constant("end" as const), at: place, bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("swap" as const), at: fc.nat({ max: 38 }), bit: fc.nat({ max: 38 }) }),
    fc.record({ kind: fc.constant("drop" as const), at: fc.nat({ max: 38 }), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant("double" as const), at: fc.nat({ max: 38 }), bit: fc.nat({ max: 38 }) }),
  );
  const damaged = ({ kind, at, bit }: { kind: string; at: number; bit: number }): Buffer => {
    const bytes = Buffer.from(archive);
    const lines = linesOf(archive);
    const [one = "", other = ""] = [lines[at], lines[bit]];
    const index = at % bytes.length;
    switch (kind) {
      case "flip":
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        return bytes;
      case "cut":
        return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + bit)]);
      case "add":
        return Buffer.concat([bytes.subarray(0, index), Buffer.of(bit), bytes.subarray(index)]);
      case "end":
        return bytes.subarray(0, index);
      case "swap":
        lines[at] = other;
        lines[bit] = one;
        return Buffer.from(joined(lines));
      case "drop":
        lines.splice(at, 1);
        return Buffer.from(joined(lines));
      default:
        lines.splice(bit, 0, one);
        return Buffer.from(joined(lines));
    }
  };

  test("after any damage of bytes or lines, wherever it strikes", () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 1 }), ([one]) => {
        if (!one) return;
        const bytes = damaged(one);
        const line = firstDifference(bytes);
        const verdict = verifyArchive(bytes);
        if (line === undefined) expect(verdict.holds).toBe(true);
        else expect(verdict).toMatchObject({ holds: false, line });
      }),
      { numRuns: 400 },
    );
  });
});

describe("who writes every digest anew", () => {
  const forged = (edit: (records: string[]) => void) => {
    const records = recordsOf(archive);
    edit(records);
    return verify(digestedAnew(records));
  };
  const change = (records: string[], line: number, from: string, to: string) => {
    const record = records[line - 1] ?? "";
    expect(record).toContain(from);
    records[line - 1] = record.replace(from, to);
  };

  test("is caught at the seal of the line", () => {
    expect(forged((records) => change(records, 4, '"faceValueCents":4800', '"faceValueCents":4700'))).toEqual(
      {
        holds: false,
        line: 4,
        fault: "is entry 3, and its content is not what was sealed",
      },
    );
    expect(forged((records) => records.splice(3, 1))).toMatchObject({
      line: 4,
      fault: "is entry 4, and entry 3 follows here",
    });
  });

  test("who seals anew as well is caught at the next line, or at the closing where it is the last", () => {
    const resealed = (line: number) =>
      forged((records) => {
        const record = JSON.parse(records[line - 1] ?? "");
        record.entry.operatorId = 9;
        record.hash = hashOfWords(record.previousHash, record.entry);
        records[line - 1] = JSON.stringify(record);
      });
    expect(resealed(4)).toMatchObject({
      line: 5,
      fault: "is entry 4, and does not follow the seal before it",
    });
    expect(resealed(7)).toMatchObject({
      line: 9,
      fault: expect.stringContaining("entry 6 bears another seal"),
    });
  });

  test("is caught at a closing whose sums or chain do not fit", () => {
    expect(
      forged((records) => change(records, 9, '"grandTotalCents":29400', '"grandTotalCents":29500')),
    ).toMatchObject({
      line: 9,
      fault: expect.stringContaining("its content is not what was hashed"),
    });
    expect(forged((records) => records.splice(10, 1))).toMatchObject({ line: 11 });
  });

  test("is caught at the signature at last, where all the rest was made to fit", () => {
    expect(
      forged((records) =>
        change(records, 1, key.publicKey, publicKeyOf(Buffer.alloc(32, 8).toString("base64url"))),
      ),
    ).toMatchObject({ line: 1 });
    expect(
      forged((records) => {
        const other = publicKeyOf(Buffer.alloc(32, 8).toString("base64url"));
        change(records, 1, key.publicKey, other);
        change(records, 1, fingerprintOf(key.publicKey), fingerprintOf(other));
      }),
    ).toMatchObject({ line: 39, fault: expect.stringContaining("does not fit") });
  });
});
