/** Colours of the canvas, which no style sheet reaches. Every mark differs by shape as well. */
export interface Palette {
  readonly ground: string;
  readonly area: string;
  readonly areaText: string;
  /** How much of an area's own colour shows: drawn for paper, it would glare on a dark screen. */
  readonly areaShare: number;
  readonly label: string;
  readonly dim: string;
  readonly dimText: string;
  readonly sold: string;
  readonly soldMark: string;
  readonly doubtGround: string;
  readonly doubt: string;
  readonly conflict: string;
  readonly conflictMark: string;
  /** Ring of a chosen seat, and the thin line that parts it from its neighbours. */
  readonly chosen: string;
  readonly focus: string;
  readonly removing: string;
}

const light: Palette = {
  ground: "#ffffff",
  area: "#e9ecef",
  areaText: "#495057",
  areaShare: 1,
  label: "#495057",
  dim: "#adb5bd",
  dimText: "#6b727a",
  sold: "#495057",
  soldMark: "#ffffff",
  doubtGround: "#fff3bf",
  doubt: "#8a4b00",
  conflict: "#c92a2a",
  conflictMark: "#ffffff",
  chosen: "#101418",
  focus: "#1864ab",
  removing: "#c92a2a",
};

const dark: Palette = {
  ground: "#1a1b1e",
  area: "#2c2e33",
  areaText: "#c1c2c5",
  areaShare: 0.22,
  label: "#c1c2c5",
  dim: "#5c5f66",
  dimText: "#8f939b",
  sold: "#868e96",
  soldMark: "#141517",
  doubtGround: "#4a3800",
  doubt: "#ffd43b",
  conflict: "#ff8787",
  conflictMark: "#1a1b1e",
  chosen: "#ffffff",
  focus: "#74c0fc",
  removing: "#ff8787",
};

export function paletteFor(isDark: boolean): Palette {
  return isDark ? dark : light;
}

/**
 * Black or white to write on "#rrggbb", by the relative luminance of WCAG 2. White down to a contrast of 4: on a
 * middling blue black measures a little better and reads worse.
 */
export function inkOn(colour: string): "#000000" | "#ffffff" {
  const luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
  return luminance > 0.2125 ? "#000000" : "#ffffff";
}

function linear(colour: string, at: number): number {
  const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  if (Number.isNaN(channel)) return 0;
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
