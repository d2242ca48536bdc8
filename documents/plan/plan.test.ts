import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawingOf, pagesOf, poppler, textOf } from "../pdf/read-pdf.fixture.ts";
import { straightHall } from "./plan.test-data.ts";
import { planPdf } from "./plan.ts";
import { seatStates } from "./plan-data.ts";
import { mosaicOf, overlap } from "./plan-sheets.ts";
import { markContent } from "./seat-marks.ts";
import { rowEnds, seatPitch } from "./seat-pitch.ts";

const one = { columns: 1, rows: 1, landscape: true, rowOnSeats: false };

describe("the graphic plan (R9.5)", () => {
  test("of the same data is the same bytes", () => {
    const hall = straightHall(6, 10);
    expect(planPdf(hall, one).equals(planPdf(hall, one))).toBe(true);
    expect(planPdf(hall, one).equals(planPdf(hall, { ...one, landscape: false }))).toBe(false);
  });

  test(
    "stands on as many sheets as were asked for, each with its place, all seats' labels searchable",
    poppler,
    () => {
      const pdf = planPdf(straightHall(12, 20), { ...one, columns: 3, rows: 2, rowOnSeats: true });
      const pages = pagesOf(pdf);
      expect(pages.length).toBe(6);
      for (const [index, page] of pages.entries())
        expect(page).toContain(
          `feuille ${index + 1} sur 6 (rangée ${index < 3 ? 1 : 2}, colonne ${(index % 3) + 1})`,
        );
      const words = new Set(textOf(pdf, "-raw").split(/\s+/));
      const labels = Array.from(
        { length: 240 },
        (_, seat) => `R${Math.floor(seat / 20) + 1}${(seat % 20) + 1}`,
      );
      expect(labels.filter((label) => !words.has(label))).toEqual([]);
    },
  );

  test("says on a sheet what its shapes and fillings mean, with how many seats bear each", poppler, () => {
    const text = textOf(planPdf(straightHall(6, 14), one), "-layout").replace(/\s+/g, " ");
    expect(text).toContain("CARRE OR (28 places)");
    expect(text).toContain("vendue par le réseau (12 places)");
    expect(text).toContain("réponse attendue ou écart (12 places)");
    expect(text).toContain("SCÈNE");
    expect(text).not.toContain("feuille");
  });

  test("that is blank knows of no state", poppler, () => {
    const { states: _, ...blank } = straightHall(6, 14);
    const text = textOf(planPdf(blank, { ...one, landscape: false }));
    expect(text).toContain("Plan vierge – GRANDE SALLE");
    expect(text).not.toContain("en réserve");
  });

  test("writes the row on the seats only where asked", poppler, () => {
    const words = (rowOnSeats: boolean) =>
      textOf(planPdf(straightHall(3, 5), { ...one, rowOnSeats }), "-raw");
    expect(words(true)).toContain("R25");
    expect(words(false)).not.toContain("R25");
  });

  test("of 20,000 seats on nine sheets draws each of them, its mark stored once", () => {
    const pdf = planPdf(straightHall(100, 200), { ...one, columns: 3, rows: 3 });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(9);
    const marks = drawingOf(pdf).match(/ \/M\d\w+ Do Q/g)?.length ?? 0;
    // Those in the strips that two sheets share are drawn on both.
    expect(marks).toBeGreaterThanOrEqual(20_000);
    expect(marks).toBeLessThan(26_000);
    expect(pdf.length).toBeLessThan(2_000_000);
  });

  test("of a hall without seats, or with all seats on one spot, is drawn all the same", () => {
    const empty = straightHall(0, 0, { states: [] });
    expect(planPdf(empty, one).length).toBeGreaterThan(1_000);
    const hall = straightHall(2, 4);
    const geometry = {
      ...hall.geometry,
      x: hall.geometry.x.map(() => 5),
      y: hall.geometry.y.map(() => 5),
      areas: [],
    };
    expect(planPdf({ ...hall, geometry }, one).length).toBeGreaterThan(1_000);
  });
});

describe("a seat's mark", () => {
  test("tells every state and every category from the others without colour", () => {
    const marks = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((category) =>
      [undefined, ...seatStates].map((state) => markContent(category, state, "#808080")),
    );
    expect(new Set(marks).size).toBe(marks.length);
  });
});

describe("the sheets of a plan", () => {
  const { geometry } = straightHall(10, 30);

  test("whatever their number, every seat stands whole on one of them, and neighbours share the overlap", () => {
    const pitch = seatPitch(geometry);
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, (columns, rows) => {
        const frame = { width: 500, height: 350 };
        const { sheets, place, scale } = mosaicOf(geometry, { columns, rows }, frame, pitch);
        expect(sheets.length).toBe(columns * rows);
        // Larger than the strip that two sheets share, a seat is cut: then it is larger than a thumb as well.
        const radius = Math.min(0.43 * pitch * scale, overlap / 2);
        for (const seat of geometry.x.keys()) {
          const { x, y } = place(geometry.x[seat] ?? 0, geometry.y[seat] ?? 0);
          const whole = sheets.some(
            ({ left, top }) =>
              x - radius >= left - 0.01 &&
              x + radius <= left + frame.width + 0.01 &&
              y - radius >= top - 0.01 &&
              y + radius <= top + frame.height + 0.01,
          );
          if (!whole) return false;
        }
        return true;
      }),
      { numRuns: 36 },
    );
  });

  test("rows are labelled beyond both ends, and never on a seat", () => {
    const pitch = seatPitch(geometry);
    expect(pitch).toBe(20);
    const ends = rowEnds(geometry, pitch);
    expect(ends).toHaveLength(20);
    expect(new Set(ends.map(({ x }) => x))).toEqual(new Set([77, 703]));
  });
});
