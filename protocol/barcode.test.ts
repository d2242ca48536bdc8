import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { barcodeLength, barcodePrefix, drawBarcode, isBarcode } from "./barcode.ts";
import { vectors, wordAndValue } from "./vectors.fixture.ts";

test.each(vectors("barcodes").map(wordAndValue))("$value is a barcode: $word", ({ word, value }) => {
  expect(isBarcode(String(value))).toBe(word === "valid");
});

/** Bytes from a list, and zeros after its end. */
function source(bytes: readonly number[]): (length: number) => Uint8Array {
  let at = 0;
  return (length) => {
    const part = Uint8Array.from({ length }, (_, index) => bytes[at + index] ?? 0);
    at += length;
    return part;
  };
}

test("whatever the bytes, what is drawn is a barcode", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 200 }), (bytes) => {
      expect(isBarcode(drawBarcode(source(bytes)))).toBe(true);
    }),
  );
});

test("bytes of 250 and more are thrown away, so that no digit is likelier than another", () => {
  expect(drawBarcode(source([250, 251, 252, 253, 254, 255, 249, 248, 10]))).toBe("02980000000000");
});

test("each digit comes up as often as any other", () => {
  let serial = 0;
  const even = (length: number) => {
    serial += 1;
    return createHash("sha256").update(String(serial)).digest().subarray(0, length);
  };
  const counts = Array.from({ length: 10 }, () => 0);
  for (let drawn = 0; drawn < 20_000; drawn += 1)
    for (const digit of drawBarcode(even).slice(barcodePrefix.length)) {
      const value = Number(digit);
      counts[value] = (counts[value] ?? 0) + 1;
    }
  const expected = (20_000 * (barcodeLength - barcodePrefix.length)) / 10;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 9 degrees of freedom: 27.9 is passed by one fair source in a thousand. Bytes taken modulo 10 without any thrown
  // away would make about 97 here.
  expect(chiSquare).toBeLessThan(27.9);
});
