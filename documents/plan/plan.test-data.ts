import { type PlanData, seatStates } from "./plan-data.ts";

/** A hall of straight rows, its categories from front to back; the states come in turn. */
export function straightHall(rows: number, perRow: number, change: Partial<PlanData> = {}): PlanData {
  const seats = Array.from({ length: rows * perRow }, (_, seat) => ({
    row: Math.floor(seat / perRow),
    place: seat % perRow,
  }));
  return {
    printedAt: { instant: new Date("2020-04-23T15:18:30.000Z"), local: "2020-04-23T17:18:30" },
    organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
    hallName: "GRANDE SALLE",
    occasion: "ORPHEE ET EURYDICE – Mardi 03/03/2020 à 19:00",
    geometry: {
      x: seats.map(({ place }) => 100 + 20 * place),
      y: seats.map(({ row }) => 200 + 24 * row),
      rowLabels: seats.map(({ row }) => `R${row + 1}`),
      seatNumbers: seats.map(({ place }) => String(place + 1)),
      zoneIndexes: seats.map(() => 0),
      floorIndexes: seats.map(() => 0),
      categoryNames: ["CARRE OR", "CATEGORIE 1", "CATEGORIE 2"],
      categoryColours: ["#db7613", "#cf013b", "#1971c2"],
      categoryIndexes: seats.map(({ row }) => Math.floor((3 * row) / rows)),
      areas: [
        {
          shape: "rectangle",
          x: 100,
          y: 40,
          width: 20 * perRow,
          height: 100,
          colour: "#495057",
          text: "SCÈNE",
        },
        { shape: "circle", x: 90, y: 180, radius: 10 },
        {
          shape: "polygon",
          x: 0,
          y: 0,
          points: [
            { x: 60, y: 60 },
            { x: 90, y: 60 },
            { x: 60, y: 90 },
          ],
        },
        { shape: "text", x: 300, y: 170, height: 14, text: "ORCHESTRE" },
      ],
    },
    states: seats.map((_, seat) => seatStates[seat % seatStates.length] ?? "free"),
    ...change,
  };
}
