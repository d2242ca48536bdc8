import type { SeatFlag } from "./geometry.ts";
import type { SeatLook } from "./looks.ts";

/** Every text that the plan, its legend and its table show or say, in the language of the page. */
export interface SeatingPlanStrings {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly showAll: string;
  /** The hand: while pressed in, dragging moves the plan instead of choosing seats. */
  readonly move: string;
  /** One short line under the plan, until a seat is said there: what click, drag and wheel do. */
  readonly hint: string;
  /** Read by screen readers on entering the plan: what the keys do. */
  readonly keyboardHint: string;
  /** Buttons beside the seat that the keys or the pointer are on. */
  readonly chooseRow: string;
  readonly chooseZone: string;
  readonly number: (value: number) => string;
  readonly noSeats: string;
  /** "A" → "Rang A" */
  readonly row: (label: string) => string;
  /** "12" → "place 12" */
  readonly seat: (number: string) => string;
  /** What each look means on this page: "libre", "vendue"… */
  readonly looks: Readonly<Record<SeatLook, string>>;
  readonly flags: Readonly<Record<SeatFlag, string>>;
  /** Said after a seat's description when it is chosen: "choisie". */
  readonly chosen: string;
  readonly chosenCount: (seatCount: number) => string;
  readonly added: (seatCount: number) => string;
  readonly removed: (seatCount: number) => string;
  readonly legend: string;
  readonly legendSelectable: string;
  /** What a press on the legend does, and how to see everything again. */
  readonly filterHint: string;
  readonly showAllSeats: string;
  /** Column headings of the table twin. */
  readonly tableRow: string;
  readonly tableSeats: string;
  readonly tableSelectable: string;
  readonly tableChosen: string;
  /** Name of the box that chooses a whole row: "Rang A" → "Tout le rang A". */
  readonly wholeRow: (rowLabel: string) => string;
}
