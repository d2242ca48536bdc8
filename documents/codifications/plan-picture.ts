import Flatbush from "flatbush";
import { shortened } from "../pdf/printable.ts";
import { writeBmp } from "./bmp.ts";
import { marksOf, paletteOf, stamp, stampOf } from "./category-marks.ts";
import type { CodeLists, ListedSeat } from "./code-lists.ts";
import { letter, letterWithin } from "./lettering.ts";
import { labelRows } from "./row-labels.ts";
import { fill, ink, newSurface, type Surface, write } from "./surface.ts";

/** What is drawn under the seats: an outline in plan units, or a caption. */
export interface PlanGround {
  outlines: { x: number; y: number }[][];
  captions: { x: number; y: number; height: number; text: string }[];
}

/** Between two neighbours, in pixels; a plan that would become too large is drawn smaller. */
const seatPitch = 14;
const sideMax = 3000;
const widthMin = 640;
const margin = 24;
const headHeight = 66;
const legendColumn = 380;
const legendLine = 22;

/** The plan as a BMP (R9.3): seats in their category's colour and shape, the letters of the rows, a legend. */
export function drawPlan(lists: CodeLists, ground: PlanGround): Uint8Array {
  const frame = frameOf(lists.seats, ground);
  const width = Math.max(widthMin, Math.ceil(frame.width) + 2 * margin);
  const legendColumns = Math.max(1, Math.floor((width - 2 * margin) / legendColumn));
  const legendLines = Math.ceil(lists.categories.length / legendColumns) + 2;
  const planTop = headHeight + margin;
  const legendTop = planTop + Math.ceil(frame.height) + margin;
  const surface = newSurface(width, legendTop + legendLines * legendLine + margin);
  const left = (width - frame.width) / 2;
  const place = ({ x, y }: { x: number; y: number }) => ({
    x: left + (x - frame.left) * frame.scale,
    y: planTop + (y - frame.top) * frame.scale,
  });
  drawGround(surface, ground, place, frame.scale);
  const marks = marksOf(lists.categories);
  const size = Math.max(3, frame.pitch * 0.78);
  const seats = lists.seats.map((seat) => ({ seat, ...place(seat) }));
  const stamps = new Map([...marks].map(([code, mark]) => [code, stampOf(mark, size)]));
  for (const { seat, x, y } of seats) stamp(surface, stamps.get(seat.categoryCode) ?? [], x, y);
  labelRows(surface, seats, frame.pitch);
  drawHead(surface, lists);
  drawLegend(surface, lists, legendTop, legendColumns);
  return writeBmp({ ...surface, palette: paletteOf(lists.categories) });
}

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels a plan unit. */
  scale: number;
  /** Between two neighbours, in pixels. */
  pitch: number;
}

function frameOf(seats: readonly ListedSeat[], { outlines }: PlanGround): Frame {
  const points = [...seats, ...outlines.flat()];
  const [left, right] = bounds(points.map(({ x }) => x));
  const [top, bottom] = bounds(points.map(({ y }) => y));
  const between = seatPitchOf(seats);
  const largest = (sideMax - 2 * margin) / Math.max(right - left, bottom - top, 1);
  const scale = Math.min(largest, between === 0 ? 1 : seatPitch / between);
  return {
    left,
    top,
    width: (right - left) * scale,
    height: (bottom - top) * scale,
    scale,
    pitch: between === 0 ? seatPitch : between * scale,
  };
}

function bounds(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 0];
  return [
    values.reduce((one, other) => Math.min(one, other)),
    values.reduce((one, other) => Math.max(one, other)),
  ];
}

/**
 * The usual distance from a seat to its nearest neighbour, in plan units: the median. A seat of another floor that is drawn
 * at the very same place is no neighbour; 0 where all stand at one place.
 */
export function seatPitchOf(seats: readonly { x: number; y: number }[]): number {
  if (seats.length < 2) return 0;
  const index = new Flatbush(seats.length);
  for (const { x, y } of seats) index.add(x, y, x, y);
  index.finish();
  const distances = seats.flatMap(({ x, y }) => {
    const beside = (other: number) => seats[other]?.x !== x || seats[other]?.y !== y;
    const [nearest] = index.neighbors(x, y, 1, Number.POSITIVE_INFINITY, beside);
    const other = nearest === undefined ? undefined : seats[nearest];
    return other ? [Math.hypot(other.x - x, other.y - y)] : [];
  });
  return distances.sort((one, other) => one - other)[distances.length >> 1] ?? 0;
}

type Place = (point: { x: number; y: number }) => { x: number; y: number };

function drawGround(surface: Surface, ground: PlanGround, place: Place, scale: number): void {
  for (const outline of ground.outlines) fill(surface, outline.map(place), ink.area);
  for (const { text, height, ...at } of ground.captions) {
    const { x, y } = place(at);
    const letters = letterWithin(
      shortened(text),
      Math.min(40, Math.max(11, height * scale)),
      surface.width / 2,
    );
    write(surface, letters, x - letters.width / 2, y + (height * scale) / 3);
  }
}

function drawHead(surface: Surface, { hall, organizer, seats }: CodeLists): void {
  const widthMax = surface.width - 2 * margin;
  const code = letter(` (${hall.code})`, 20, true);
  const name = letterWithin(shortened(hall.name), 20, widthMax - code.width, true);
  write(surface, name, margin, margin + 16);
  write(surface, code, margin + name.width, margin + 16);
  const facts = `JAUGE ${seats.length} – ${shortened(organizer.name)} (${organizer.code}) – PLAN VERSION ${hall.planVersion}`;
  write(surface, letterWithin(facts, 13, widthMax), margin, margin + 38);
}

function drawLegend(surface: Surface, lists: CodeLists, top: number, columns: number): void {
  const counts = new Map<number, number>();
  for (const { categoryCode } of lists.seats) counts.set(categoryCode, (counts.get(categoryCode) ?? 0) + 1);
  const right = surface.width - margin;
  fill(
    surface,
    [
      { x: margin, y: top },
      { x: right, y: top },
      { x: right, y: top + 1 },
      { x: margin, y: top + 1 },
    ],
    ink.middle,
  );
  write(surface, letter("CATÉGORIES", 13, true), margin, top + legendLine);
  const marks = marksOf(lists.categories);
  lists.categories.forEach(({ code, name }, index) => {
    const x = margin + (index % columns) * legendColumn;
    const y = top + (Math.floor(index / columns) + 2) * legendLine;
    const mark = marks.get(code);
    if (mark) stamp(surface, stampOf(mark, 13), x + 7, y - 5);
    const text = `${code}  ${shortened(name)}`;
    const count = `: ${counts.get(code) ?? 0}`;
    const counted = letter(count, 13);
    const named = letterWithin(text, 13, legendColumn - 40 - counted.width);
    write(surface, named, x + 22, y);
    write(surface, counted, x + 24 + named.width, y);
  });
}
