import { countText } from "../french.ts";
import { type Printable, shortened } from "../pdf/printable.ts";
import { drawLine, linesOf, type Sheet } from "../pdf/sheet.ts";
import { type PlanData, type SeatState, seatStates } from "./plan-data.ts";
import { drawMark, type Marks } from "./plan-seats.ts";

const look = { size: 8 };
const lineHeight = 14;
const radius = 4.2;
const markRoom = 14;

const stateWords: Readonly<Record<SeatState, string>> = {
  free: "libre",
  held: "en réserve",
  allotted: "contingentée",
  sold: "vendue par le réseau",
  soldAtCounter: "vendue au guichet",
  blocked: "bloquée",
  inDoubt: "réponse attendue ou écart",
};

interface Item {
  mark: ReturnType<Marks>;
  line: Printable;
  x: number;
  y: number;
}
export interface Legend {
  items: Item[];
  height: number;
}

/** What the shapes and fillings mean, each with how many seats bear it, in as many lines as they take. */
export function legendOf(sheet: Sheet, data: PlanData, marks: Marks): Legend {
  const { geometry, states } = data;
  const count = (indexes: readonly unknown[], wanted: unknown) =>
    indexes.reduce<number>((sum, one) => (one === wanted ? sum + 1 : sum), 0);
  const entries: { mark: ReturnType<Marks>; text: string; beginsLine?: boolean }[] = [];
  for (const [category, name] of geometry.categoryNames.entries()) {
    const seats = count(geometry.categoryIndexes, category);
    if (seats > 0)
      entries.push({
        mark: marks(category, undefined),
        text: `${shortened(name)} (${countText(seats, "place", "places")})`,
      });
  }
  const borne = seatStates.filter((state) => states?.includes(state));
  for (const [index, state] of borne.entries()) {
    const seats = countText(count(states ?? [], state), "place", "places");
    entries.push({
      mark: marks(0, state),
      text: `${stateWords[state]} (${seats})`,
      beginsLine: index === 0,
    });
  }
  const items: Item[] = [];
  let [x, y] = [0, 0];
  for (const { mark, text, beginsLine = false } of entries) {
    const [line = { shown: "", meant: "" }] = linesOf(sheet, text, sheet.width - markRoom, look);
    const width = markRoom + sheet.pdf.widthOfString(line.shown) + 12;
    if (x > 0 && (beginsLine || x + width > sheet.width)) [x, y] = [0, y + lineHeight];
    items.push({ mark, line, x, y });
    x += width;
  }
  return { items, height: entries.length === 0 ? 0 : y + lineHeight };
}

export function drawLegend(sheet: Sheet, { items }: Legend, top: number): void {
  for (const { mark, line, x, y } of items) {
    const middle = top + y + lineHeight / 2;
    sheet.pdf.addContent(drawMark(sheet.pdf, mark, sheet.left + x + radius + 1, middle, radius));
    drawLine(sheet, line, sheet.left + x + markRoom, middle - look.size * 0.58, sheet.width, look);
  }
}
