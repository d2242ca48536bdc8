import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault } from "./json-fault.ts";
import type { PlanArea } from "./seating-plan.areas.ts";
import { type PlanProblem, type PlanSeat, parseSeatingPlan, type SeatingPlan } from "./seating-plan.ts";
import { writeSeatingPlan } from "./seating-plan.write.ts";

const repository = resolve(import.meta.dirname, "../../..");
const shared = process.env.ALLOTEMENT_SHARED ?? resolve(repository, "../shared");
const danceHallFile = resolve(shared, "data/plans/dance-hall-1115.json");

type Json = Record<string, unknown>;
const seatJson = (guid: string, more: Json = {}): Json => ({
  seat_guid: guid,
  seat_number: guid,
  category: "CATEGORIE 1",
  position: { x: 100, y: 50 },
  ...more,
});
const zoneJson = (seats: Json[], more: Json = {}): Json => ({
  name: "PARTERRE",
  position: { x: 10, y: 20 },
  rows: [{ row_number: "A", position: { x: 1, y: 2 }, seats }],
  ...more,
});
const planJson = (more: Json = {}): Json => ({
  name: "SALLE D'ESSAI",
  size: { width: 400, height: 300 },
  categories: [{ name: "CATEGORIE 1", color: "#CF013B" }],
  zones: [zoneJson([seatJson("1"), seatJson("2", { position: { x: 130, y: 50 } })])],
  ...more,
});
const problemsOf = (json: unknown): PlanProblem[] => {
  const read = parseSeatingPlan(typeof json === "string" ? json : JSON.stringify(json));
  return read.ok ? [] : read.problems;
};
const planOf = (json: unknown): SeatingPlan => {
  const read = parseSeatingPlan(typeof json === "string" ? json : JSON.stringify(json));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.plan;
};
const oneSeat = (more: Json) => planJson({ zones: [zoneJson([seatJson("1", more)])] });
const first = "zones[0].rows[0].seats[0]";

describe("a faulty plan is refused with the place and the reason", () => {
  it.each<[string, unknown, string, string]>([
    ["an empty file", " \n", "emptyFile", ""],
    ["a list instead of a plan", "[]", "wrongType", ""],
    ["no name", planJson({ name: undefined }), "missingField", "name"],
    ["no zones", planJson({ zones: undefined }), "missingField", "zones"],
    ["no seat id", oneSeat({ seat_guid: undefined }), "missingField", `${first}.seat_guid`],
    ["no seat number", oneSeat({ seat_number: undefined }), "missingField", `${first}.seat_number`],
    ["no position", oneSeat({ position: undefined }), "missingField", `${first}.position`],
    ["a text for a coordinate", oneSeat({ position: { x: "1", y: 2 } }), "wrongType", `${first}.position.x`],
    ["a coordinate too far", oneSeat({ position: { x: 1e300, y: 2 } }), "outOfRange", `${first}.position.x`],
    ["a plan of no width", planJson({ size: { width: 0, height: 9 } }), "outOfRange", "size.width"],
    ["a text for a yes or no", oneSeat({ wheelchair: "yes" }), "wrongType", `${first}.wheelchair`],
    ["a category that is not listed", oneSeat({ category: "OR" }), "unknownCategory", `${first}.category`],
    ["a plan without seats", planJson({ zones: [] }), "noSeats", "zones"],
    ["rows without seats", planJson({ zones: [zoneJson([])] }), "noSeats", "zones"],
    ["a blank name", planJson({ name: "  " }), "blankName", "name"],
    ["a long name", planJson({ name: "N".repeat(201) }), "nameTooLong", "name"],
    ["NUL in a name", planJson({ name: "A\u0000B" }), "controlCharacter", "name"],
    [
      "a line break in a seat id",
      planJson({ zones: [zoneJson([seatJson("1\n")])] }),
      "controlCharacter",
      `${first}.seat_guid`,
    ],
    ["half a character", oneSeat({ designation: "\ud83d" }), "controlCharacter", `${first}.designation`],
    ["a reversed name", oneSeat({ seat_number: "\u202e12" }), "controlCharacter", `${first}.seat_number`],
    [
      "a long zone name",
      planJson({ zones: [zoneJson([], { name: "Z".repeat(201) })] }),
      "nameTooLong",
      "zones[0].name",
    ],
    [
      "a colour by its word",
      planJson({ categories: [{ name: "C", color: "red" }] }),
      "badColour",
      "categories[0].color",
    ],
    [
      "a short colour",
      planJson({ categories: [{ name: "C", color: "#f00" }] }),
      "badColour",
      "categories[0].color",
    ],
  ])("%s", (_title, json, code, path) => {
    expect(problemsOf(json)[0]).toMatchObject({ code, path, reason: expect.stringMatching(/\.$/) });
  });

  it("two categories of one name", () => {
    const category = { name: "CATEGORIE 1", color: "#112233" };
    expect(problemsOf(planJson({ categories: [category, category] }))).toMatchObject([
      { code: "duplicateCategory", path: "categories[1].name" },
    ]);
  });

  it("two seats of one id, naming both places", () => {
    const problems = problemsOf(planJson({ zones: [zoneJson([seatJson("7")]), zoneJson([seatJson("7")])] }));
    expect(problems).toEqual([
      {
        path: "zones[1].rows[0].seats[0].seat_guid",
        code: "duplicateSeatId",
        reason: `The seat id "7" is already used at ${first}.`,
        value: "7",
      },
    ]);
  });

  it("50,000 seats are read, one more is refused", () => {
    const seats = Array.from({ length: 50_001 }, (_, index) => seatJson(`s${index}`));
    expect(problemsOf(planJson({ zones: [zoneJson(seats)] }))).toMatchObject([{ code: "tooManySeats" }]);
    expect(planOf(planJson({ zones: [zoneJson(seats.slice(1))] })).seats).toHaveLength(50_000);
  });

  it("a million empty seats or rows are refused without checking each", () => {
    const many = Array.from({ length: 1_000_000 }, () => ({}));
    expect(problemsOf({ zones: [{ rows: [{ seats: many }] }] })).toMatchObject([{ code: "tooManySeats" }]);
    expect(problemsOf({ zones: [{ rows: many }] })).toMatchObject([{ code: "tooManyRows" }]);
  });

  it("at most 50 problems are reported", () => {
    const seats = Array.from({ length: 200 }, () => seatJson("same"));
    expect(problemsOf(planJson({ zones: [zoneJson(seats)] }))).toHaveLength(50);
    expect(problemsOf(planJson({ zones: [zoneJson(seats.map(() => ({})))] }))).toHaveLength(50);
  });
});

describe("a text that is not JSON is refused with line and column", () => {
  it.each<[string, string, number, number]>([
    ['{\n  "name": "A",\n  name: 1\n}', "notJson", 3, 3],
    ['{\r\n "a": 01}', "notJson", 2, 8],
    ['{"a": "x\ty"}', "notJson", 1, 9],
    ['{"a": 1} }', "notJson", 1, 10],
    ["<html>", "notJson", 1, 1],
    ['{"zones": [tru', "truncatedFile", 1, 12],
    ['{"zones": [\n1,', "truncatedFile", 2, 3],
    ['{"name": "cut in the midd', "truncatedFile", 1, 26],
  ])("%j", (text, code, line, column) => {
    expect(problemsOf(text)).toMatchObject([{ path: "", code, line, column }]);
  });

  it("a fault is found exactly where the engine refuses the text", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "]", "}", '"', "\\", "x", "-", "\n", "1e"))
      .map(([json, place, wedge]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + wedge + json.slice(at + 1);
      });
    const sound = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc.oneof(broken, fc.json(), fc.string()),
        (text) => (findJsonFault(text) === null) === sound(text),
      ),
      { numRuns: 2000 },
    );
  });

  it("depth and length of the text never throw", () => {
    for (const text of [
      "[".repeat(1_000_000),
      `"${"a".repeat(2_000_000)}`,
      "1".repeat(2_000_000).concat("x"),
    ]) {
      expect(problemsOf(text)).toHaveLength(1);
    }
  });
});

describe("what other editors write is read", () => {
  it("positions add up from zone, row and seat, to two decimals", () => {
    const zones = [
      zoneJson([seatJson("1", { position: { x: 0.1, y: 0.204 } })], { position: { x: 0.2, y: 10 } }),
    ];
    expect(planOf(planJson({ zones })).seats[0]).toMatchObject({ x: 1.3, y: 12.2 });
  });

  it("a plan without our fields has one floor, armchairs and no attribute", () => {
    const plan = planOf(planJson());
    expect(plan.floors).toEqual([{ floorIndex: 0, name: "SALLE" }]);
    expect(plan.designations).toEqual(["FAUTEUIL"]);
    expect(plan.categories).toEqual([{ name: "CATEGORIE 1", colour: "#cf013b" }]);
    expect(plan.seats[0]).toMatchObject({
      wheelchair: false,
      companion: false,
      restrictedView: false,
      folding: false,
    });
    expect(plan.warnings).toEqual([]);
  });

  it("unknown fields, numbers for labels, absent size and colour, a byte order mark do no harm", () => {
    const seat = seatJson("1", { seat_number: 12, radius: 11, uuid: "u", seat_label: "x", start_at: 1 });
    const json = planJson({
      size: undefined,
      categories: [{ name: "CATEGORIE 1" }],
      zones: [
        { rows: [{ row_number: 3, row_number_position: "both", seats: [seat] }], zone_id: "z", uuid: "u" },
      ],
    });
    const plan = planOf(`\uFEFF${JSON.stringify(json)}`);
    expect(plan).toMatchObject({ width: 140, height: 90, zones: [{ name: "ZONE 1" }] });
    expect(plan.seats[0]).toMatchObject({ rowLabel: "3", seatNumber: "12", x: 100, y: 50 });
    expect(plan.warnings).toMatchObject([{ code: "unnamedZone", path: "zones[0].name" }]);
  });

  it("two seats of one zone, row and number are read with a warning", () => {
    const zones = [zoneJson([seatJson("1", { seat_number: "5" }), seatJson("2", { seat_number: "5" })])];
    const plan = planOf(planJson({ zones }));
    expect(plan.seats).toHaveLength(2);
    expect(plan.warnings).toMatchObject([{ code: "duplicatePlace", path: "zones[0].rows[0].seats[1]" }]);
  });

  it("areas of every shape are kept with absolute places; one without a shape is left out with a warning", () => {
    const place = { position: { x: 5, y: 5 }, color: "#AABBCC", border_color: "url(x)", rotation: 450 };
    const areas = [
      {
        ...place,
        shape: "rectangle",
        rectangle: { width: 8, height: 4 },
        text: { text: "BAR\n1", position: { x: 4, y: 2 } },
      },
      { ...place, shape: "circle", circle: { radius: 3 } },
      { ...place, shape: "ellipse", ellipse: { radius: { x: 3, y: 2 } } },
      {
        ...place,
        shape: "polygon",
        polygon: {
          points: [
            { x: 0, y: 0 },
            { x: 1, y: 0 },
            { x: 0, y: 1 },
          ],
        },
      },
      { ...place, shape: "text", text: { text: "SCENE", size: 20, color: "#000000" } },
      { position: { x: 5, y: 5 }, width: 8, height: 4, text: "old" },
      { ...place, shape: "spiral" },
    ];
    const plan = planOf(planJson({ zones: [zoneJson([seatJson("1")], { areas })] }));
    expect(plan.areas.map(({ shape }) => shape)).toEqual([
      "rectangle",
      "circle",
      "ellipse",
      "polygon",
      "text",
      "rectangle",
    ]);
    expect(plan.areas[0]).toMatchObject({ x: 15, y: 25, rotation: 90, fill: "#AABBCC", border: null });
    expect(plan.areas[0]?.text).toEqual({ text: "BAR 1", x: 19, y: 27, size: 16, colour: null });
    expect(plan.areas[5]?.text).toMatchObject({ text: "old", x: 19, y: 27 });
    expect(plan.warnings).toMatchObject([{ code: "unreadableArea", path: "zones[0].areas[6]" }]);
  });
});

describe("a plan written and read again is the same", () => {
  const label = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((text) => !/[\p{C}\p{Z}]/u.test(text) && text.trim() !== "");
  const coordinate = fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100);
  const seatArbitrary = fc.record({
    rowLabel: fc.constantFrom(" ", "A", "B", "Ряд"),
    seatNumber: label,
    x: coordinate,
    y: coordinate,
    wheelchair: fc.boolean(),
    companion: fc.boolean(),
    restrictedView: fc.boolean(),
    folding: fc.boolean(),
  });
  const area: PlanArea = {
    shape: "circle",
    radius: 3,
    zoneIndex: 1,
    x: 1.1,
    y: 2.3,
    rotation: 0,
    fill: "#ffffff",
    border: null,
    text: { text: "BAR", x: 1, y: 2, size: 12, colour: null },
  };

  it("whatever its names, rows and places", () => {
    fc.assert(
      fc.property(label, fc.array(seatArbitrary, { minLength: 1, maxLength: 12 }), (name, drawn) => {
        const seats = drawn.map((seat, index): PlanSeat => {
          const zoneIndex = index < drawn.length / 2 ? 0 : 1;
          return {
            ...seat,
            guid: `g${index}`,
            zoneIndex,
            floorIndex: zoneIndex,
            categoryIndex: index % 2,
            designationIndex: index === 0 ? 0 : 1,
          };
        });
        const plan: SeatingPlan = {
          name,
          width: 1000,
          height: 1000,
          categories: ["#112233", "#445566"].map((colour, index) => ({ name: `${name}${index}`, colour })),
          floors: [
            { floorIndex: 0, name: "ORCHESTRE" },
            { floorIndex: 1, name: "BALCON" },
          ],
          zones: [
            { name, floorIndex: 0 },
            { name, floorIndex: 1 },
          ],
          designations: drawn.length === 1 ? ["STRAPONTIN"] : ["STRAPONTIN", "FAUTEUIL"],
          seats,
          areas: [area],
          warnings: [],
        };
        expect({ ...planOf(writeSeatingPlan(plan)), warnings: [] }).toEqual(plan);
      }),
    );
  });
});

describe("the demo halls", () => {
  const read = (file: string) => readFileSync(resolve(repository, "dev/seed", file), "utf8");
  it.each([
    ["grande-salle.json", 812],
    ["petite-scene.json", 148],
  ])("%s has exactly %i seats, none over another, no warning", (file, seatCount) => {
    const plan = planOf(read(file));
    expect(plan.seats).toHaveLength(seatCount);
    expect(plan.warnings).toEqual([]);
    const distances = plan.seats.flatMap((a, index) =>
      plan.seats.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
    );
    expect(distances.reduce((least, distance) => Math.min(least, distance))).toBeGreaterThanOrEqual(20);
    expect(writeSeatingPlan(plan)).toBe(read(file));
  });

  it("the great hall has the floors, categories and designations that the demo season speaks of", () => {
    const plan = planOf(read("grande-salle.json"));
    expect(plan.floors.map(({ name }) => name)).toEqual(["ORCHESTRE", "CORBEILLE", "BALCON"]);
    const categories = [
      "CARRE OR",
      "CATEGORIE 1",
      "CATEGORIE 2",
      "CATEGORIE 3",
      "CATEGORIE 4 VISIBILITE REDUITE",
    ];
    expect(plan.categories.map(({ name }) => name)).toEqual(categories);
    expect(plan.designations).toEqual(["FAUTEUIL", "STRAPONTIN", "PMR", "LOGE"]);
    expect(plan.seats.filter(({ wheelchair }) => wheelchair)).toHaveLength(8);
    expect(plan.seats.filter(({ companion }) => companion)).toHaveLength(8);
    expect(
      plan.seats
        .filter(({ restrictedView }) => restrictedView)
        .every(({ categoryIndex }) => categoryIndex === 4),
    ).toBe(true);
    expect(plan.areas.map(({ text }) => text?.text)).toContain("SCENE");
  });

  it("odd numbers sit left of the middle, even ones right", () => {
    for (const file of ["grande-salle.json", "petite-scene.json"]) {
      const { seats, width } = planOf(read(file));
      for (const { seatNumber, x } of seats) expect(x < width / 2).toBe(Number(seatNumber) % 2 === 1);
    }
  });

  it("any cut of the file is refused as cut short", () => {
    const text = read("petite-scene.json").trimEnd();
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        const code = length === 0 ? "emptyFile" : "truncatedFile";
        expect(problemsOf(text.slice(0, length))).toMatchObject([{ code }]);
      }),
    );
  });
});

const absent = existsSync(danceHallFile)
  ? ""
  : `skipped: ${danceHallFile} is not there (set ALLOTEMENT_SHARED)`;
if (absent !== "") console.warn(absent);
describe.skipIf(absent !== "")(`the public dance hall ${absent}`, () => {
  const text = absent === "" ? readFileSync(danceHallFile, "utf8") : "";

  it("1,115 places are read, 900 of them in a blank row under a Cyrillic zone name", () => {
    const plan = planOf(text);
    expect(plan.seats).toHaveLength(1115);
    const floor = plan.zones.findIndex(({ name }) => name === "Танцевальный партер");
    expect(
      plan.seats.filter(({ zoneIndex, rowLabel }) => zoneIndex === floor && rowLabel === " "),
    ).toHaveLength(900);
    expect(plan.warnings).toEqual([]);
    expect(plan).toMatchObject({
      width: 900,
      height: 1100,
      floors: [{ name: "SALLE" }],
      designations: ["FAUTEUIL"],
    });
  });

  it("it comes back the same once written by us", () => {
    const plan = planOf(text);
    expect(planOf(writeSeatingPlan(plan))).toEqual(plan);
  });

  it("any cut of the file is refused", () => {
    const whole = text.trimEnd();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => problemsOf(whole.slice(0, length)).length === 1),
    );
  });
});
