import type { SeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.ts";
import {
  assembleHall,
  caption,
  type DrawnArea,
  type DrawnRow,
  type DrawnSeat,
  type DrawnZone,
  mirrored,
  onCircle,
  spread,
} from "./hall-drawing.ts";

/**
 * The demo season's great hall, 812 seats, our own plan: an Italian-style theatre. The stalls are a fan of rows about a
 * point far behind the stage, trimmed by the horseshoe; corbeille and balcony are rings of that horseshoe, drawn outside
 * one another though they stand above one another; boxes close the ring towards the stage.
 */

type HalfSeat = Omit<DrawnSeat, "side">;

// Told apart under the three usual colour-vision deficiencies, and at 3:1 or more on white and on the dark theme.
export const grandeSalleCategories = [
  { name: "CARRE OR", colour: "#db7613" },
  { name: "CATEGORIE 1", colour: "#cf013b" },
  { name: "CATEGORIE 2", colour: "#5a698e" },
  { name: "CATEGORIE 3", colour: "#1ca77f" },
  { name: "CATEGORIE 4 VISIBILITE REDUITE", colour: "#bc4eed" },
];

const middle = 780;
const horseshoe = { x: middle, y: 400 };
const fan = { x: middle, y: -370 };
const pitch = 26;
const aisleHalf = 26;
const degree = Math.PI / 180;

const stallsRows = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R"];
const goldRows = ["D", "E", "F", "G", "H", "J"];
const foldingRows = ["D", "F", "H", "K", "M", "P"];

/** The hall, drawn anew: the same on every call. */
export function drawGrandeSalle(): SeatingPlan {
  return assembleHall({
    name: "THEATRE DE L'EMPIRE GRANDE SALLE",
    width: 2 * middle,
    height: 1270,
    categories: grandeSalleCategories,
    zones: [stalls(), ...corbeille(), ...boxes(), ...balcony()],
  });
}

function stalls(): DrawnZone {
  const rows = stallsRows.map((label, index) => ({
    label,
    seats: mirrored(stallsHalfRow(label, index), middle),
  }));
  return {
    code: "ORC",
    name: "ORCHESTRE",
    floor: "ORCHESTRE",
    rows: [...rows, { label: "S", seats: mirrored(wheelchairHalfRow(), middle) }],
    areas: [stage(), caption("ORCHESTRE", middle, 258, 18)],
  };
}

function stallsHalfRow(label: string, index: number): HalfSeat[] {
  const radius = 700 + 33 * index;
  const aisle = 0.235;
  const wall = Math.min(0.42, angleAtHorseshoe(radius, 512));
  const centreEnd = aisle - aisleHalf / radius;
  const sideStart = aisle + aisleHalf / radius;
  const centre = spread(0, Math.min(centreEnd, wall), seatCount(Math.min(centreEnd, wall) * radius));
  const sideCount = seatCount((wall - sideStart) * radius);
  const side = sideCount < 2 ? [] : spread(sideStart, wall, sideCount);
  const centreCategory = goldRows.includes(label) ? "CARRE OR" : index < 12 ? "CATEGORIE 1" : "CATEGORIE 2";
  const seats = centre.map(
    (angle): HalfSeat => ({ ...onCircle(fan, radius, angle), category: centreCategory }),
  );
  if (foldingRows.includes(label)) {
    const angle = (centre.at(-1) ?? 0) + pitch / radius;
    seats.push({ ...onCircle(fan, radius, angle), category: "CATEGORIE 3", designation: "STRAPONTIN" });
  }
  const sideSeats = side.map((angle, place): HalfSeat => {
    // From the ends of the first rows the far corner of the stage is hidden by the proscenium.
    const restrictedView = index < 3 && place >= side.length - 2;
    const open = index >= 2 && index < 9 ? "CATEGORIE 1" : "CATEGORIE 2";
    const category = restrictedView ? "CATEGORIE 4 VISIBILITE REDUITE" : open;
    return { ...onCircle(fan, radius, angle), category, restrictedView };
  });
  return [...seats, ...sideSeats];
}

/** Behind the last row, level with the doors: a wheelchair place, then its companion's seat, twice a side. */
function wheelchairHalfRow(): HalfSeat[] {
  const radius = 700 + 33 * stallsRows.length + 14;
  return [0, 1, 2, 3].flatMap((pair): HalfSeat[] => {
    const start = 30 + pair * 72;
    const wheelchair = onCircle(fan, radius, start / radius);
    const companion = onCircle(fan, radius, (start + 31) / radius);
    return [
      { ...wheelchair, category: "CATEGORIE 2", designation: "PMR", wheelchair: true },
      { ...companion, category: "CATEGORIE 2", companion: true },
    ];
  });
}

function corbeille(): DrawnZone[] {
  const radii = [566, 600];
  const floor = "CORBEILLE";
  const face = radii.map((radius, index): DrawnRow => {
    const seats = faceHalfRow(radius, 46, 17).map(({ angle, ...place }): HalfSeat => {
      const category = index === 0 && angle < 20 * degree ? "CARRE OR" : "CATEGORIE 1";
      return { ...place, category };
    });
    return { label: "AB".charAt(index), seats: mirrored(seats, middle) };
  });
  const side = radii.map((radius, index) => sideRow(radius, index, 51, 91, ["CATEGORIE 2", "CATEGORIE 3"]));
  return [
    { code: "CG", name: "CORBEILLE GAUCHE", floor, rows: side.map((row) => onSide(row, "left")) },
    { code: "CF", name: "CORBEILLE FACE", floor, rows: face, areas: [caption("CORBEILLE", middle, 932, 18)] },
    { code: "CD", name: "CORBEILLE DROITE", floor, rows: side.map((row) => onSide(row, "right")) },
  ];
}

function balcony(): DrawnZone[] {
  const radii = [694, 728, 762, 796];
  const floor = "BALCON";
  const face = radii.map((radius, index): DrawnRow => {
    const seats = faceHalfRow(radius, 44, 15).map(
      ({ angle: _angle, ...place }): HalfSeat => ({
        ...place,
        category: index < 2 ? "CATEGORIE 2" : "CATEGORIE 3",
      }),
    );
    return { label: "ABCD".charAt(index), seats: mirrored(seats, middle) };
  });
  const hidden = "CATEGORIE 4 VISIBILITE REDUITE";
  const side = radii
    .slice(0, 2)
    .map((radius, index) => sideRow(radius, index, 48, 92, ["CATEGORIE 3", hidden]));
  return [
    { code: "BG", name: "BALCON GAUCHE", floor, rows: side.map((row) => onSide(row, "left")) },
    { code: "BF", name: "BALCON FACE", floor, rows: face, areas: [caption("BALCON", middle, 1050, 18)] },
    { code: "BD", name: "BALCON DROITE", floor, rows: side.map((row) => onSide(row, "right")) },
  ];
}

/** Half a row of a ring that faces the stage, with one aisle at `aisleDegrees`. */
function faceHalfRow(radius: number, endDegrees: number, aisleDegrees: number) {
  const aisle = aisleDegrees * degree;
  const gap = (aisleHalf - 8) / radius;
  const inner = spread(0, aisle - gap, seatCount((aisle - gap) * radius));
  const outerLength = (endDegrees * degree - aisle - gap) * radius;
  const outer = spread(aisle + gap, endDegrees * degree, seatCount(outerLength));
  return [...inner, ...outer].map((angle) => ({ angle, ...onCircle(horseshoe, radius, angle) }));
}

/** A row along the side of a ring, on the right; the seats nearest the stage see it from behind the proscenium. */
function sideRow(radius: number, index: number, from: number, to: number, categories: string[]) {
  const angles = spread(from * degree, to * degree, seatCount((to - from) * degree * radius));
  const seats = angles.map((angle, place): HalfSeat => {
    const hidden = "CATEGORIE 4 VISIBILITE REDUITE";
    const category = place >= angles.length - 3 ? hidden : (categories[index] ?? hidden);
    return { ...onCircle(horseshoe, radius, angle), category, restrictedView: category === hidden };
  });
  return { label: "AB".charAt(index), seats };
}

function onSide(row: { label: string; seats: HalfSeat[] }, side: DrawnSeat["side"]): DrawnRow {
  return { label: row.label, seats: mirrored(row.seats, middle).filter((seat) => seat.side === side) };
}

/** Three boxes a side between the corbeille and the stage, four chairs each; left boxes bear odd numbers. */
function boxes(): DrawnZone[] {
  const drawn = [0, 1, 2].map((index) => {
    const centre = { x: middle + 560 - 34 * index, y: 336 - 74 * index };
    const angle = -24 * degree;
    const seats = [
      [-15, -15],
      [-15, 15],
      [15, -15],
      [15, 15],
    ].map(([across = 0, along = 0]): HalfSeat => {
      const place = turned(centre, across, along, angle);
      const front = across < 0 && index < 2;
      return {
        ...place,
        category: front ? "CATEGORIE 3" : "CATEGORIE 4 VISIBILITE REDUITE",
        designation: "LOGE",
        restrictedView: !front,
      };
    });
    return { index, centre, angle, seats };
  });
  return (["left", "right"] as const).map((side): DrawnZone => {
    const name = side === "left" ? "LOGES GAUCHE" : "LOGES DROITE";
    return {
      code: side === "left" ? "LG" : "LD",
      name,
      floor: "CORBEILLE",
      rows: drawn.map(({ index, seats }) => {
        const label = `LOGE ${2 * index + (side === "left" ? 1 : 2)}`;
        return onSide({ label, seats }, side);
      }),
      areas: drawn.map(({ centre, angle }) => wall(centre, angle, side)),
    };
  });
}

function wall(centre: { x: number; y: number }, angle: number, side: "left" | "right"): DrawnArea {
  const corners = [
    [-34, -34],
    [34, -34],
    [34, 34],
    [-34, 34],
  ];
  const points = corners.map(([across = 0, along = 0]) => {
    const point = turned({ x: 0, y: 0 }, across, along, angle);
    return side === "right" ? point : { x: -point.x, y: point.y };
  });
  const x = side === "right" ? centre.x : 2 * middle - centre.x;
  return { shape: "polygon", points, x, y: centre.y, rotation: 0, fill: null, border: "#9aa0a6", text: null };
}

function turned(centre: { x: number; y: number }, across: number, along: number, angle: number) {
  const x = centre.x + across * Math.cos(angle) - along * Math.sin(angle);
  const y = centre.y + across * Math.sin(angle) + along * Math.cos(angle);
  return { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 };
}

/** The stage, its front edge bowed towards the house. */
function stage(): DrawnArea {
  const front = Array.from({ length: 25 }, (_, index) => {
    const x = 330 - (660 * index) / 24;
    return { x, y: Math.round((140 + 58 * (1 - (x / 330) ** 2)) * 100) / 100 };
  });
  const points = [{ x: -250, y: 0 }, { x: 250, y: 0 }, ...front];
  const text = { text: "SCENE", x: middle, y: 130, size: 34, colour: "#4a4f57" };
  return {
    shape: "polygon",
    points,
    x: middle,
    y: 30,
    rotation: 0,
    fill: "#e3e5e8",
    border: "#9aa0a6",
    text,
  };
}

/** The angle about the fan's centre at which a row of that radius meets a horseshoe of that size. */
function angleAtHorseshoe(radius: number, limit: number): number {
  const apart = horseshoe.y - fan.y;
  return Math.acos(Math.min(1, (radius ** 2 + apart ** 2 - limit ** 2) / (2 * radius * apart)));
}

function seatCount(length: number): number {
  return Math.max(0, Math.floor(length / (pitch - 0.7)));
}
