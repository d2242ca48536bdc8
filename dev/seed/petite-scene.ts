import type { SeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.ts";
import { assembleHall, caption, type DrawnArea, type DrawnSeat, mirrored, onCircle } from "./hall-drawing.ts";

/** The second organizer's hall, 148 seats on one floor, our own plan: a small black box with one middle aisle. */

const middle = 310;
const focus = { x: middle, y: -1180 };
const pitch = 26;

// Half rows: the same number of seats on both sides of the aisle.
const rows = [
  { label: "A", half: 6, category: "CATEGORIE 1" },
  { label: "B", half: 7, category: "CATEGORIE 1" },
  { label: "C", half: 7, category: "CATEGORIE 1" },
  { label: "D", half: 8, category: "CATEGORIE 1" },
  { label: "E", half: 8, category: "CATEGORIE 2" },
  { label: "F", half: 8, category: "CATEGORIE 2" },
  { label: "G", half: 9, category: "CATEGORIE 2" },
  { label: "H", half: 9, category: "CATEGORIE 3" },
  { label: "J", half: 9, category: "CATEGORIE 3" },
];

/** The hall, drawn anew: the same on every call. */
export function drawPetiteScene(): SeatingPlan {
  return assembleHall({
    name: "LA PETITE SCENE",
    width: 2 * middle,
    height: 560,
    categories: [
      { name: "CATEGORIE 1", colour: "#cf013b" },
      { name: "CATEGORIE 2", colour: "#5a698e" },
      { name: "CATEGORIE 3", colour: "#1ca77f" },
    ],
    zones: [
      {
        code: "PS",
        name: "PARTERRE",
        floor: "SALLE",
        rows: [
          ...rows.map(({ label, half, category }, index) => {
            const radius = 1370 + 34 * index;
            const seats = Array.from({ length: half }, (_, place) => ({
              ...onCircle(focus, radius, (34 + pitch * place) / radius),
              category,
            }));
            return { label, seats: mirrored(seats, middle) };
          }),
          { label: "K", seats: mirrored(wheelchairHalfRow(), middle) },
        ],
        areas: [stage(), caption("REGIE", middle, 535, 14)],
      },
    ],
  });
}

/** A wheelchair place, its companion's seat and a seat more on each side, level with the door at the back. */
function wheelchairHalfRow(): Omit<DrawnSeat, "side">[] {
  const radius = 1370 + 34 * rows.length + 10;
  const category = "CATEGORIE 3";
  return [
    { ...onCircle(focus, radius, 38 / radius), category, designation: "PMR", wheelchair: true },
    { ...onCircle(focus, radius, 70 / radius), category, companion: true },
    { ...onCircle(focus, radius, 96 / radius), category },
  ];
}

function stage(): DrawnArea {
  const text = { text: "SCENE", x: middle, y: 85, size: 24, colour: "#4a4f57" };
  const place = { x: middle - 180, y: 30, rotation: 0 };
  return { shape: "rectangle", width: 360, height: 110, ...place, fill: "#e3e5e8", border: "#9aa0a6", text };
}
