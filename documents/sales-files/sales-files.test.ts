import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FileTicket } from "./file-ticket.ts";
import { type LayoutName, readSalesFile, salesFileLayouts } from "./layouts.ts";
import { fileBytesMost, fileLinesMost, lineBytesMost } from "./read-lines.ts";

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));
const word = (length: number) =>
  fc
    .array(fc.constantFrom(..."ABCxyz éÉçŒ’-'\"(.;"), { maxLength: length })
    .map((all) => all.join("").trim());
const place = fc.integer({ min: 0, max: 9999 }).map(String);
const holder = fc.record({ surname: word(32), firstName: word(32), postcode: word(5), country: word(7) });
const moment = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => ({
    localDate: date.toISOString().slice(0, 10),
    localTime: date.toISOString().slice(11, 16),
  }));

const ticketOf = (layout: LayoutName): fc.Arbitrary<FileTicket> =>
  fc
    .tuple(
      moment,
      fc.record({
        kind: fc.constantFrom("sale", "cancellation"),
        ticketId: digits(12).map((rest) => `02${rest}`),
        priceTypeCode: fc.integer({ min: 1, max: 9_999_999 }).map(String),
        categoryCode: layout === "ticketnet" ? fc.constantFrom("", "1", "OR") : fc.constant(""),
        clientCategory: layout === "ticketnet" ? fc.constant("") : fc.constantFrom("", "PUB"),
        zoneCode: fc.constantFrom("1", "12", "ORCH"),
        row: fc.oneof(place, fc.constantFrom("A", "AB", "B'")),
        seat: fc.oneof(place, fc.constant("12b")),
        priceCents: fc.integer({ min: 0, max: 10_000_000 }),
        holder: fc.option(
          layout === "ticketnet" ? holder : holder.filter((one) => one.surname + one.firstName !== ""),
        ),
      } as const),
    )
    .map(([when, rest]) => ({ ...when, ...rest }));

describe.each(["ticketnet", "france-billet"] as const)("%s", (layout) => {
  const { write } = salesFileLayouts[layout];
  const tickets = fc.array(ticketOf(layout), { maxLength: 12 });

  test("what was written is read again, whatever the tickets and however its bytes come", () => {
    fc.assert(
      fc.property(tickets, fc.integer({ min: 1, max: 300 }), (written, size) => {
        const { lines } = readAll(layout, cut(write(written), size));
        expect(lines.map((line) => ("ticket" in line ? line.ticket : line))).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  test("a damaged line is named by its number and takes no other with it", () => {
    const damages: ((line: Uint8Array) => Uint8Array)[] = [
      (line) => line.subarray(0, 40),
      (line) => Buffer.from(Buffer.from(line).toString("latin1").replace("/", "-"), "latin1"),
      (line) => Buffer.from(line).fill(0x07, 12, 13),
      (line) => Buffer.alloc(lineBytesMost + 1, line),
    ];
    fc.assert(
      fc.property(
        fc.array(ticketOf(layout), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(...damages),
        (written, pick, damage) => {
          const whole = linesIn(write(written));
          const head = whole.length - written.length;
          const struck = pick % written.length;
          const file = whole.map((line, index) => (index === head + struck ? damage(line) : line));
          const { lines } = readAll(layout, [
            Buffer.concat(file.flatMap((line) => [line, Buffer.from("\n")])),
          ]);
          const faulty = lines.filter((line) => "fault" in line).map(({ number }) => number);
          expect(faulty).toEqual([head + struck + 1]);
          expect(lines.flatMap((line) => ("ticket" in line ? [line.ticket] : []))).toEqual(
            written.filter((_, index) => index !== struck),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

const ticket: FileTicket = {
  kind: "sale",
  localDate: "2026-12-23",
  localTime: "19:00",
  ticketId: "02123456789012",
  priceTypeCode: "6690014",
  categoryCode: "1",
  clientCategory: "",
  zoneCode: "1",
  row: "A",
  seat: "7",
  priceCents: 5100,
  holder: null,
};

test("a line of TicketNet is 107 bytes without a buyer and 215 with one", () => {
  const { write } = salesFileLayouts.ticketnet;
  expect(Buffer.from(write([ticket])).toString("latin1")).toBe(
    "          23/12/2026 19:00 1 6690014             1   000A00070000051.00EUR02123456789012                  \n",
  );
  const named = { surname: "LEFÈVRE", firstName: "Zoë", postcode: "75011", country: "FRANCE" };
  const line = write([{ ...ticket, holder: named }]);
  expect([write([ticket]).length, line.length, line[109]]).toEqual([107, 215, 0xc8]);
  expect(() => write([{ ...ticket, row: "BALCON" }])).toThrow("row");
});

test.each([
  ["a date that is no day", { localDate: "2026-02-30" }, "wrongDate"],
  ["a price without cents, which may mean either", { price: "5100" }, "wrongPrice"],
  ["another currency", { currency: "CHF" }, "wrongCurrency"],
  ["a letter that is neither a sale's nor a cancellation's", { kind: "X" }, "wrongKind"],
  ["no ticket", { ticketId: "" }, "fieldEmpty"],
])("TicketNet: %s is a fault of its line", (_what, change, fault) => {
  const { kind, price, currency, ...fields } = {
    kind: undefined,
    price: undefined,
    currency: undefined,
    ...change,
  };
  const text = Buffer.from(salesFileLayouts.ticketnet.write([{ ...ticket, ...fields }])).toString("latin1");
  const put = (at: number, value: string | undefined, length: number) => (line: string) =>
    value === undefined ? line : line.slice(0, at) + value.padStart(length) + line.slice(at + length);
  const spoilt = [put(26, kind, 1), put(61, price, 10), put(71, currency, 3)].reduce(
    (line, one) => one(line),
    text,
  );
  expect(readAll("ticketnet", [Buffer.from(spoilt, "latin1")]).lines).toMatchObject([{ number: 1, fault }]);
});

test("a file beyond its size or its lines is given up, not read to its end", () => {
  const large = Array.from({ length: 25 }, () => Buffer.alloc(1024 * 1024, 0x20));
  expect(large.length * 1024 * 1024).toBeGreaterThan(fileBytesMost);
  expect(readAll("ticketnet", large).end).toBe("tooManyBytes");
  expect(readAll("ticketnet", [Buffer.alloc(fileLinesMost + 1, "\n")]).end).toBe("tooManyLines");
});

function readAll(layout: LayoutName, chunks: Iterable<Uint8Array>) {
  const reading = readSalesFile(layout, chunks);
  const lines = [];
  for (;;) {
    const next = reading.next();
    if (next.done) return { lines, end: next.value };
    lines.push(next.value);
  }
}

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function linesIn(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let at = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, at)) {
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
}
