import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse, type Person } from "../house.fixture.ts";
import { smallPlan } from "../season.fixture.ts";
import { shortNameOf } from "./short-name.ts";

let house: House;
let support: Person;
let hall: Awaited<ReturnType<Person["get"]>>;

const importPlan = (plan: unknown, more: object = {}) =>
  support.post("/api/halls", { plan: typeof plan === "string" ? plan : JSON.stringify(plan), ...more });

beforeAll(async () => {
  house = await openHouse();
  support = await house.organizer(669);
  hall = await importPlan(smallPlan);
});
afterAll(() => house.close());

test("a plan comes in with hall and categories numbered from 10001, floors and zones from 1, seats from 1", async () => {
  expect(hall).toMatchObject({ status: 201, body: { hallCode: 10_001, capacity: 12 } });
  expect((await support.get("/api/halls/10001/codes")).body.codes).toEqual([
    { kind: "hall", hallCode: 0, code: 10_001, label: "PETITE SALLE" },
    { kind: "floor", hallCode: 10_001, code: 1, label: "REZ-DE-CHAUSSEE" },
    { kind: "floor", hallCode: 10_001, code: 2, label: "ETAGE" },
    { kind: "zone", hallCode: 10_001, code: 1, label: "ORCHESTRE" },
    { kind: "zone", hallCode: 10_001, code: 2, label: "BALCON" },
    { kind: "seatCategory", hallCode: 10_001, code: 10_001, label: "CARRE OR" },
    { kind: "seatCategory", hallCode: 10_001, code: 10_002, label: "CATEGORIE 1" },
  ]);
});

test("the plan goes out as columns in seat order, and is not sent again to who has it", async () => {
  const { body, headers } = await support.get("/api/halls/10001/plan");
  expect(body).toEqual({
    width: 400,
    height: 300,
    seatCodes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    x: [10, 30, 50, 70, 10, 30, 50, 70, 10, 30, 50, 70],
    y: [100, 100, 100, 100, 120, 120, 120, 120, 200, 200, 200, 200],
    rowLabels: ["A", "A", "A", "A", "B", "B", "B", "B", "C", "C", "C", "C"],
    seatNumbers: ["1", "2", "3", "4", "1", "2", "3", "4", "1", "2", "3", "4"],
    zoneNames: ["ORCHESTRE", "BALCON"],
    zoneIndexes: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
    floorNames: ["REZ-DE-CHAUSSEE", "ETAGE"],
    floorIndexes: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
    categoryCodes: [10_001, 10_002],
    categoryNames: ["CARRE OR", "CATEGORIE 1"],
    categoryShortNames: ["OR", "CAT.1"],
    categoryColours: ["#db7613", "#cf013b"],
    categoryIndexes: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
    flags: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    areas: [],
  });
  const again = await support.get("/api/halls/10001/plan", { "if-none-match": String(headers.etag) });
  expect(again).toMatchObject({ status: 304, body: "" });
});

test("a category of a known name is the same category in the next hall, whatever its place in the plan", async () => {
  const categories = [
    { name: "LOGES", color: "#111111" },
    { name: "CATEGORIE 1", color: "#222222" },
  ];
  const seat = (guid: string, category: string, more: object = {}) => ({
    seat_guid: guid,
    seat_number: "1",
    category,
    position: { x: 0, y: 0 },
    ...more,
  });
  const flags = { wheelchair: true, companion: true, restricted_view: true, folding: true };
  const rows = [
    { row_number: "A", seats: [seat("1", "CATEGORIE 1", flags), seat("2", "LOGES", { folding: true })] },
  ];
  const areas = [
    {
      shape: "rectangle",
      position: { x: 5, y: 5 },
      rotation: 90,
      color: "#333333",
      border_color: null,
      rectangle: { width: 10, height: 4 },
      text: { text: "SCENE", position: { x: 1, y: 2 }, size: 8, color: "#000000" },
    },
  ];
  const plan = { name: "STUDIO", size: { width: 10, height: 10 }, categories, zones: [{ rows, areas }] };
  expect((await importPlan(plan, { name: "LE STUDIO" })).body).toMatchObject({ hallCode: 10_002 });
  const { body } = await support.get("/api/halls/10002/plan");
  expect(body).toMatchObject({
    categoryCodes: [10_002, 10_003],
    categoryColours: ["#cf013b", "#111111"],
    categoryIndexes: [0, 1],
    flags: [15, 8],
    areas: [
      {
        shape: "polygon",
        x: 5,
        y: 5,
        colour: "#333333",
        points: [
          { x: 0, y: 0 },
          { x: 0, y: 10 },
          { x: -4, y: 10 },
          { x: -4, y: 0 },
        ],
      },
      { shape: "text", x: 6, y: 7, height: 8, text: "SCENE", colour: "#000000" },
    ],
  });
  expect((await support.get("/api/halls")).body.halls).toMatchObject([
    { name: "PETITE SALLE", capacity: 12 },
    { name: "LE STUDIO", capacity: 2 },
  ]);
});

test("a plan that cannot be read is refused with the place of each problem, and leaves nothing behind", async () => {
  const cut = await importPlan('{ "name": "X",\n  "zones": [');
  expect(cut).toMatchObject({ status: 422, body: { error: "INVALID_PLAN", problems: [{ line: 2 }] } });
  const wrong = structuredClone(smallPlan);
  Object.assign(wrong.zones[1]?.rows[0]?.seats[2] ?? {}, { category: "POULAILLER" });
  expect(await importPlan(wrong)).toMatchObject({
    status: 422,
    body: { problems: [{ path: "zones[1].rows[0].seats[2].category", reason: expect.any(String) }] },
  });
  expect((await support.get("/api/halls")).body.halls).toHaveLength(2);
});

test("two plans imported at once do not make the same category twice", async () => {
  const plan = { ...smallPlan, categories: [...smallPlan.categories, { name: "PRIVAT", color: "#000000" }] };
  const answers = await Promise.all([importPlan(plan), importPlan(plan), importPlan(plan)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { seatCategories } = (await support.get("/api/seat-categories")).body;
  expect(seatCategories.map(({ name }: { name: string }) => name)).toEqual([
    "CARRE OR",
    "CATEGORIE 1",
    "LOGES",
    "PRIVAT",
  ]);
});

test.each([
  ["CARRE OR", "OR"],
  ["CATEGORIE 1", "CAT.1"],
  ["CATEGORIE 1 A", "CAT.1 A"],
  ["CATEGORIE 4 VISIBILITE REDUITE", "CAT.4"],
  ["PRIVAT", "PRIVAT"],
  ["Танцевальный партер", "Танцевальный"],
])("%s is called %s where there is little room", (name, short) => {
  expect(shortNameOf(name)).toBe(short);
});
