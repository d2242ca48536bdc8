import type { CodeLists, ListedSeat } from "./code-lists.ts";
import type { PlanGround } from "./plan-picture.ts";

/** A hall of 34 seats with what halls have of everything: two floors, boxes, wheelchairs, and names that harm. */
export const smallHall: CodeLists = {
  organizer: { code: 669, name: "SOCIÉTÉ D'EXPLOITATION DE L'EMPIRE" },
  institutionCode: 9999,
  hall: {
    code: 120001,
    name: "THÉÂTRE; L'ŒUVRE – « PETITE » SALLE",
    planVersion: 3,
    width: 300,
    height: 260,
  },
  categories: [
    { code: 10001, name: "CARRÉ OR", shortName: "OR", colour: "#db7613" },
    { code: 10002, name: "CATÉGORIE 1 À 38,00 €", shortName: "CAT.1", colour: "#cf013b" },
    { code: 10003, name: "=cmd|' /C calc'!A0", shortName: "=cmd", colour: "#5a698e" },
    { code: 10004, name: "Партер \\ «\u202Egnilles»", shortName: "Партер", colour: "#f5f0c8" },
  ],
  designations: [
    { code: 1, name: "FAUTEUIL" },
    { code: 2, name: "STRAPONTIN" },
    { code: 5, name: "LOGE" },
  ],
  floors: [
    { code: 1, name: "ORCHESTRE" },
    { code: 2, name: "BALCON" },
  ],
  zones: [
    { code: 1, name: "PAIR; IMPAIR", floorCode: 1 },
    { code: 2, name: " LOGES ", floorCode: 2 },
  ],
  seats: [...stalls(), ...boxes()],
};

export const smallHallGround: PlanGround = {
  outlines: [
    [
      { x: 90, y: 10 },
      { x: 210, y: 10 },
      { x: 230, y: 50 },
      { x: 70, y: 50 },
    ],
  ],
  captions: [{ x: 150, y: 30, height: 16, text: "SCÈNE" }],
};

function stalls(): ListedSeat[] {
  return ["A", "B", "C"].flatMap((rowLabel, row) =>
    Array.from(
      { length: 10 },
      (_, index): ListedSeat => ({
        code: row * 10 + index + 1,
        floorCode: 1,
        zoneCode: 1,
        rowLabel,
        seatNumber: String(index + 1),
        categoryCode: row === 0 ? 10001 : 10002,
        designationCode: index === 9 ? 2 : 1,
        x: 40 + 22.25 * index,
        y: 80 + 26 * row,
        wheelchair: row === 2 && index === 0,
        companion: row === 2 && index === 1,
        restrictedView: false,
        folding: index === 9,
      }),
    ),
  );
}

function boxes(): ListedSeat[] {
  return Array.from(
    { length: 4 },
    (_, index): ListedSeat => ({
      code: 101 + index,
      floorCode: 2,
      zoneCode: 2,
      rowLabel: index < 2 ? "LOGE 1" : "",
      seatNumber: index === 3 ? "" : `${index + 1} bis`,
      categoryCode: index < 2 ? 10003 : 10004,
      designationCode: 5,
      x: index % 2 === 0 ? -12.5 : 300.07,
      y: 190 + 24 * Math.floor(index / 2),
      wheelchair: false,
      companion: false,
      restrictedView: true,
      folding: false,
    }),
  );
}
