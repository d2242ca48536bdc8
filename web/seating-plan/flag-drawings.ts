import type { SeatFlag } from "./geometry.ts";

/** What each flag looks like: strokes in a square of 24, drawn on the canvas and in the legend alike. */
export const flagDrawings: Readonly<Record<SeatFlag, string>> = {
  wheelchair: "M9 3v10h7l4 7M9 8h7M6.5 11a6 6 0 1 0 8.5 7.5",
  companion: "M12 3.5a3.5 3.5 0 1 0 .01 0M5 21a7 7 0 0 1 14 0",
  restrictedView: "M2 12q10-11 20 0q-10 11-20 0M5 20L19 4",
  folding: "M6 3v10h12M6 13v8M18 13L12 21",
};
