import { describe, expect, test } from "vitest";
import { writeBmp } from "./bmp.ts";
import { paletteOf } from "./category-marks.ts";
import type { CodeLists } from "./code-lists.ts";
import { drawPlan, type PlanGround, seatPitchOf } from "./plan-picture.ts";
import { smallHall, smallHallGround } from "./small-hall.fixture.ts";

const noGround: PlanGround = { outlines: [], captions: [] };

/** A BMP of four bits as a viewer reads it: its size, and the colour of each pixel from the top left. */
function readBmp(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [pixelsAt, palette] = [view.getUint32(10, true), 14 + view.getUint32(14, true)];
  const rowSize = Math.ceil((width * 4) / 32) * 4;
  const colourAt = (x: number, y: number) => {
    const pair = bytes[pixelsAt + (height - 1 - y) * rowSize + (x >> 1)] ?? 0;
    const index = x % 2 === 0 ? pair >> 4 : pair & 15;
    return `#${view
      .getUint32(palette + index * 4, true)
      .toString(16)
      .padStart(6, "0")}`;
  };
  return {
    magic: view.getUint16(0),
    size: view.getUint32(2, true),
    bits: view.getUint16(28, true),
    width,
    height,
    colourAt,
  };
}

function colourCounts(bytes: Uint8Array): Map<string, number> {
  const { width, height, colourAt } = readBmp(bytes);
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) counts.set(colourAt(x, y), (counts.get(colourAt(x, y)) ?? 0) + 1);
  return counts;
}

describe("the picture", () => {
  test("is a BMP of four bits whose pixels stand where they were set, odd widths too", () => {
    const palette = ["#ffffff", "#cf013b"];
    const pixels = Uint8Array.of(0, 1, 0, 1, 0, 0);
    const bytes = writeBmp({ width: 3, height: 2, pixels, palette });
    const { colourAt, ...head } = readBmp(bytes);
    expect(head).toEqual({ magic: 0x424d, size: bytes.length, bits: 4, width: 3, height: 2 });
    const seen = [0, 1].flatMap((y) => [0, 1, 2].map((x) => colourAt(x, y)));
    expect(seen).toEqual([...pixels].map((index) => palette[index]));
  });

  test("shows every category in its colour, on the plan and in the legend", () => {
    const counts = colourCounts(drawPlan(smallHall, noGround));
    const without = colourCounts(drawPlan({ ...smallHall, seats: [] }, noGround));
    for (const { colour, code } of smallHall.categories) {
      const seats = smallHall.seats.filter(({ categoryCode }) => categoryCode === code).length;
      expect(without.get(colour), `${code} in the legend`).toBeGreaterThan(20);
      const drawn = (counts.get(colour) ?? 0) - (without.get(colour) ?? 0);
      expect(drawn / seats, `${code} on the plan`).toBeGreaterThan(15);
    }
  });

  test("bears the letters of the rows, and the areas under the seats", () => {
    const black = (lists: CodeLists) => colourCounts(drawPlan(lists, noGround)).get("#000000") ?? 0;
    const unlabelled = { ...smallHall, seats: smallHall.seats.map((seat) => ({ ...seat, rowLabel: "" })) };
    expect(black(smallHall) - black(unlabelled)).toBeGreaterThan(40);
    expect(colourCounts(drawPlan(smallHall, smallHallGround)).get("#ececec")).toBeGreaterThan(1000);
  });

  test("tells more categories apart than it has colours", () => {
    const categories = Array.from({ length: 25 }, (_, index) => ({
      code: index + 1,
      name: `C${index}`,
      shortName: "",
      colour: `#0000${(index + 16).toString(16)}`,
    }));
    expect(paletteOf(categories)).toHaveLength(16);
    const picture = (categoryCode: number) => {
      const seats = smallHall.seats.map((seat) => ({ ...seat, categoryCode }));
      return Buffer.from(drawPlan({ ...smallHall, categories, seats }, noGround)).toString("latin1");
    };
    expect(new Set([1, 11, 21].map(picture)).size).toBe(3);
  });

  test.each<[string, CodeLists["seats"]]>([
    ["no seat", []],
    ["one seat", smallHall.seats.slice(0, 1)],
    ["all seats at one place", smallHall.seats.map((seat) => ({ ...seat, x: 5, y: 5 }))],
    [
      "a seat a thousand kilometres away",
      smallHall.seats.map((seat, index) => ({ ...seat, x: index === 0 ? 1e6 : seat.x })),
    ],
  ])("is drawn for a hall with %s, and stays small", (_, seats) => {
    const { width, height } = readBmp(drawPlan({ ...smallHall, seats }, noGround));
    expect(width * height).toBeLessThan(4_000_000);
  });

  test("of names of 10,000 characters, and of towers of accents, is drawn at once and within its lines", () => {
    const named = (name: string): CodeLists => ({
      ...smallHall,
      organizer: { ...smallHall.organizer, name },
      hall: { ...smallHall.hall, name },
      categories: smallHall.categories.map((category) => ({ ...category, name })),
      seats: smallHall.seats.map((seat) => ({ ...seat, rowLabel: name })),
    });
    const begun = performance.now();
    const ground = { outlines: [], captions: [{ x: 10, y: 10, height: 16, text: "M".repeat(10_000) }] };
    drawPlan(named("A".repeat(10_000)), ground);
    const tower = drawPlan(named(`e${"\u0301".repeat(3_000)}`), noGround);
    expect(performance.now() - begun).toBeLessThan(15_000);
    // A letter that would stand upon the lines above it is a box of one line.
    expect(Buffer.from(tower).equals(Buffer.from(drawPlan(named("□…"), noGround)))).toBe(true);
  });

  test("takes the usual distance between neighbours for its scale, whatever stands apart", () => {
    expect(seatPitchOf(smallHall.seats)).toBeCloseTo(22.25);
    expect(seatPitchOf([])).toBe(0);
  });
});
