import type { Moment } from "../pdf/sheet.ts";

/** What a plan on paper is drawn from (R9.5). Coordinates are plan units, y downwards; one array per field. */
export interface PlanData {
  printedAt: Moment;
  organizerName: string;
  hallName: string;
  /** «ORPHEE ET EURYDICE – Mardi 03/03/2020 à 19:00»; empty for a hall alone. */
  occasion: string;
  geometry: PrintedGeometry;
  /** Seat by seat; absent for a blank plan («Plan vierge»). */
  states?: readonly SeatState[];
}

export interface PrintedGeometry {
  x: readonly number[];
  y: readonly number[];
  rowLabels: readonly string[];
  seatNumbers: readonly string[];
  zoneIndexes: readonly number[];
  floorIndexes: readonly number[];
  categoryNames: readonly string[];
  /** "#rrggbb" */
  categoryColours: readonly string[];
  categoryIndexes: readonly number[];
  areas: readonly PrintedArea[];
}

/** What is drawn under the seats. Rectangles from their top left corner, circles and ellipses from their centre. */
export interface PrintedArea {
  shape: "rectangle" | "circle" | "ellipse" | "polygon" | "text";
  x: number;
  y: number;
  width?: number | undefined;
  height?: number | undefined;
  radius?: number | undefined;
  points?: readonly { x: number; y: number }[] | undefined;
  colour?: string | undefined;
  text?: string | undefined;
}

export const seatStates = [
  "free",
  "held",
  "allotted",
  "sold",
  "soldAtCounter",
  "blocked",
  "inDoubt",
] as const;
export type SeatState = (typeof seatStates)[number];

/** How the plan is laid out: sheets beside each other and one above the other. */
export interface PlanLayout {
  columns: number;
  rows: number;
  landscape: boolean;
  /** Whether the row stands on each seat beside its number. */
  rowOnSeats: boolean;
}
