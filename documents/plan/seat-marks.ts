import type { SeatState } from "./plan-data.ts";

/**
 * How a seat looks: its category by shape and colour, its state by what fills the shape. Each is told apart in black and
 * white. Marks are drawn once in a document, in a square from -1 to 1, and repeated by name.
 */

/** Corners of the categories' shapes; a circle has none. After the last the first comes again. */
const shapes: readonly (readonly [number, number][])[] = [
  [],
  square(0.88),
  polygon(4, 0, 1.12),
  polygon(3, 0, 1.2),
  polygon(6, 30, 1.05),
  polygon(3, 180, 1.2),
  polygon(5, 0, 1.08),
  polygon(8, 22.5, 1.02),
];

function square(half: number): [number, number][] {
  return [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ];
}

/** The first corner points up, `turned` by degrees. */
function polygon(corners: number, turned: number, reach: number): [number, number][] {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = ((turned + (360 * corner) / corners) * Math.PI) / 180;
    return [reach * Math.sin(angle), -reach * Math.cos(angle)];
  });
}

const figure = (value: number) => String(Math.round(value * 1000) / 1000);

function outline(category: number): string {
  const corners = shapes[category % shapes.length] ?? [];
  if (corners.length === 0) {
    const k = 0.5523;
    return `1 0 m 1 ${k} ${k} 1 0 1 c ${-k} 1 -1 ${k} -1 0 c -1 ${-k} ${-k} -1 0 -1 c ${k} -1 1 ${-k} 1 0 c h`;
  }
  const [first = "", ...rest] = corners.map(([x, y]) => `${figure(x)} ${figure(y)}`);
  return `${first} m ${rest.map((corner) => `${corner} l`).join(" ")} h`;
}

/** Whether the seat's label is written in white. */
export const isDark = (state: SeatState | undefined): boolean => state === "sold";

/** The content of a mark. `colour` is the category's; without a state the plan is blank. */
export function markContent(category: number, state: SeatState | undefined, colour: string): string {
  const shape = outline(category);
  const [pale, deep] = [rgb(mixed(colour, 0.3)), rgb(mixed(colour, 1))];
  const thin = `0.12 w ${deep} RG`;
  const diagonals = (shifts: readonly number[]) =>
    shifts.map((shift) => `${-1 + shift} ${1 + shift} m ${1 + shift} ${-1 + shift} l`).join(" ");
  const clipped = (lines: string) => `q ${shape} W n 0.13 w 0.45 G ${lines} S Q`;
  switch (state) {
    case undefined:
      return `${pale} rg ${thin} ${shape} B`;
    case "free":
      return `1 g ${thin} ${shape} B`;
    case "held":
      // The thick edge stays inside the shape, or it would run into the neighbours.
      return `1 g ${shape} f q ${shape} W n 0.56 w ${deep} RG ${shape} S Q`;
    case "allotted":
      return `${rgb(mixed(colour, 0.45))} rg 0.12 w 0 G ${shape} B`;
    case "sold":
      return `0 g 0.12 w 0 G ${shape} B`;
    case "soldAtCounter":
      return `1 g ${shape} f ${clipped("-1 -1 m 1 1 l -1 1 m 1 -1 l")} 0.12 w 0 G ${shape} S`;
    case "blocked":
      return `0.86 g 0.12 w 0.45 G ${shape} B`;
    case "inDoubt":
      return `1 g ${shape} f ${clipped(diagonals([-0.8, -0.4, 0, 0.4, 0.8]))} 0.12 w 0 G ${shape} S`;
  }
}

/** A colour mixed with white paper: 1 is the colour, 0 the paper. */
export function mixed(colour: string, share: number): [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16);
    return 1 - share * (1 - (Number.isNaN(value) ? 0 : value) / 255);
  };
  return [channel(1), channel(3), channel(5)];
}

export const rgb = (channels: readonly number[]): string => channels.map(figure).join(" ");
