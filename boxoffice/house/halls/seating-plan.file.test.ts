import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanArea } from "./seating-plan.areas.ts";
import { type PlanFormat, planFormats, readPlanText, writePlanText } from "./seating-plan.file.ts";
import type { PlanProblem, PlanSeat, SeatingPlan } from "./seating-plan.ts";

const repository = resolve(import.meta.dirname, "../../..");
const shared = process.env.ALLOTEMENT_SHARED ?? resolve(repository, "../shared");

const planOf = (text: string, format: PlanFormat): SeatingPlan => {
  const read = readPlanText(text, format);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.plan;
};
const problemsOf = (text: string, format: PlanFormat): PlanProblem[] => {
  const read = readPlanText(text, format);
  return read.ok ? [] : read.problems;
};

describe.each(planFormats)("a plan written as %s and read again is the same", (format) => {
  test("whatever its names, rows, places and drawing", () => {
    fc.assert(
      fc.property(somePlan, (plan) => {
        expect({ ...planOf(writePlanText(plan, format), format), warnings: [] }).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  test.each(["grande-salle.json", "petite-scene.json"])("%s", (file) => {
    const plan = planOf(readFileSync(resolve(repository, "dev/seed", file), "utf8"), "json");
    expect(planOf(writePlanText(plan, format), format)).toEqual(plan);
  });

  const danceHall = resolve(shared, "data/plans/dance-hall-1115.json");
  const absent = existsSync(danceHall) ? "" : `skipped: ${danceHall} is not there (set ALLOTEMENT_SHARED)`;
  if (absent !== "") console.warn(absent);
  test.skipIf(absent !== "")(`a public dance hall of 1,115 places ${absent}`, () => {
    const plan = planOf(readFileSync(danceHall, "utf8"), "json");
    expect(plan.seats).toHaveLength(1115);
    expect(planOf(writePlanText(plan, format), format)).toEqual(plan);
  });

  test("20,000 seats come back", () => {
    const plan = largePlan(20_000);
    expect(planOf(writePlanText(plan, format), format).seats).toEqual(plan.seats);
  });

  test("any cut of the file is refused or read, never thrown at", () => {
    const text = writePlanText(largePlan(40), format);
    fc.assert(fc.property(fc.nat(text.length), (length) => void readPlanText(text.slice(0, length), format)));
  });
});

describe("a table", () => {
  const head = "identifiant;zone;rang;place;x;y;categorie";

  test.each<[string, string, Partial<PlanProblem>]>([
    ["an empty file", " ", { code: "emptyFile" }],
    ["no column for the row", "place;x;y\n1;1;1", { code: "missingColumn", path: "rang", line: 1 }],
    ["a column twice", `${head};Rangée\n`, { code: "unknownColumn", path: "Rangée", column: 8 }],
    ["headings alone", head, { code: "noSeats" }],
    [
      "a text for a place",
      `${head}\na;P;A;1;1;1;C\nb;P;A;2;loin;1;C`,
      { code: "wrongType", path: "x", line: 3 },
    ],
    ["a seat id twice", `${head}\na;P;A;1;1;1;C\n\na;P;A;2;2;1;C`, { code: "duplicateSeatId", line: 4 }],
    ["a kind of line unknown", `type;${head}\nbar;a;P;A;1;1;1;C`, { code: "unknownKind", line: 2 }],
    [
      "a word for yes",
      `${head};pmr\na;P;A;1;1;1;C;peut-être`,
      { code: "wrongType", path: "fauteuil_roulant", line: 2 },
    ],
    ["a colour by its word", `${head};couleur\na;P;A;1;1;1;C;rouge`, { code: "badColour", path: "couleur" }],
    ["a quotation mark never closed", `${head}\n"a;P;A;1;1;1;C`, { code: "badCsv" }],
  ])("with %s is refused by line and column", (_what, text, problem) => {
    expect(problemsOf(text, "csv")[0]).toMatchObject(problem);
  });

  test("with faults of several kinds has all of them told", () => {
    const found = problemsOf(`${head}\na;P;A;1;loin;1;C\nb;P;A;2;2;1;C\nb;P;A;3;3;1;C`, "csv");
    expect(found.map(({ code, line, value }) => [code, line, value])).toEqual([
      ["wrongType", 2, "loin"],
      ["duplicateSeatId", 4, "b"],
    ]);
  });

  test("a duplicate names the line where it stood first", () => {
    const [problem] = problemsOf(`${head}\na;P;A;1;1;1;C\na;P;A;2;2;1;C`, "csv");
    expect(problem).toMatchObject({
      line: 3,
      value: "a",
      reason: 'The seat id "a" is already used at line 2.',
    });
  });

  test("written by a spreadsheet is read: commas, English headings, decimal points, a mark, no ids", () => {
    const plan = planOf(
      "\ufeffZone,Row,Number,X,Y,Category,Wheelchair\r\nP,A,1,1.5,2,C,yes\r\nP,A,2,20,2,C,\r\n",
      "csv",
    );
    expect(plan.seats).toMatchObject([
      { guid: "P-A-1", x: 1.5, y: 2, wheelchair: true },
      { guid: "P-A-2", x: 20, wheelchair: false },
    ]);
  });

  test("that says no places is set out in rows, each about the middle", () => {
    const { seats } = planOf("rang;place\nA;1\nA;2\nB;1", "csv");
    expect(seats[2]?.x).toBe(((seats[0]?.x ?? 0) + (seats[1]?.x ?? 0)) / 2);
    expect(seats[2]?.y).toBeGreaterThan(seats[0]?.y ?? 0);
  });

  test("a formula for a name is text in the file and comes back as it was", () => {
    const plan = largePlan(1);
    const evil = { ...plan, zones: [{ name: `=cmd|' /C calc'!A0`, floorIndex: 0 }] };
    const text = writePlanText(evil, "csv");
    expect(text).toContain(`'=cmd`);
    expect(planOf(text, "csv").zones).toEqual(evil.zones);
  });

  test("a column that is not known is left out, with a warning", () => {
    const plan = planOf(`${head};humeur\na;P;A;1;1;1;C;gaie`, "csv");
    expect(plan.warnings).toMatchObject([{ code: "ignoredColumn", path: "humeur" }]);
  });
});

describe("a drawing", () => {
  const svg = (inner: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">\n${inner}\n</svg>`;
  const seat = (id: string, more = "") => `<circle id="${id}" class="seat" cx="10" cy="20" r="8" ${more}/>`;

  test.each<[string, string, Partial<PlanProblem>]>([
    ["no XML at all", "nothing", { code: "badXml", line: 1 }],
    ["another root", "<html></html>", { code: "badXml", path: "html" }],
    ["an element never closed", "<svg>\n<g>", { code: "truncatedFile", line: 2 }],
    ["an entity of nobody's", svg("<text>&secret;</text>"), { code: "badXml", line: 2 }],
    ["no seat", svg("<rect width='3' height='3'/>"), { code: "noSeats" }],
    [
      "a seat without id",
      svg(`<circle class="seat" data-row="A" data-number="1"/>`),
      { code: "noSeatId", line: 2 },
    ],
    ["a seat without row", svg(seat("x")), { code: "seatWithoutPlace", path: "circle#x", line: 2 }],
    [
      "an id twice",
      svg(`${seat("A-1")}\n${seat("A-1")}`),
      { code: "duplicateSeatId", path: "circle#A-1 id", line: 3 },
    ],
    [
      "a transform of no sense",
      svg(`<g transform="spin(3)">${seat("A-1")}</g>`),
      { code: "badTransform", path: "g" },
    ],
    ["a seat drawn as a path", svg(`<path id="A-1" d="M0 0"/>`), { code: "badShape", path: "path#A-1" }],
    ["a length that is none", svg(`<circle id="A-1" cx="left" cy="1"/>`), { code: "badShape" }],
  ])("with %s is refused by line and element", (_what, text, problem) => {
    expect(problemsOf(text, "svg")[0]).toMatchObject(problem);
  });

  test("entities of its own, and files beside it, are never read", () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${svg("<text>&b;</text>")}`;
    expect(problemsOf(bomb, "svg")).toMatchObject([{ code: "entityDeclared" }]);
    const outside = `<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>${svg("<text>&f;</text>")}`;
    expect(problemsOf(outside, "svg")).toMatchObject([{ code: "entityDeclared" }]);
    const plain = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://nowhere.invalid/svg.dtd">${svg(seat("A-1"))}`;
    expect(planOf(plain, "svg").seats).toHaveLength(1);
  });

  test("scripts, styles and pictures are left out with a warning, and stand in no file that we write", () => {
    const text = svg(`<script>alert(1)</script><image href="x"/>${seat("A-1", 'onclick="alert(2)"')}
      <text>&lt;script&gt;alert(3)&lt;/script&gt;</text>`);
    const plan = planOf(text, "svg");
    expect(plan.warnings.map(({ code, path }) => [code, path])).toEqual([
      ["ignoredElement", "script"],
      ["ignoredElement", "image"],
    ]);
    const written = writePlanText(plan, "svg");
    expect(written).not.toMatch(/<script|onclick|<image/);
  });

  test("as other programmes make them is read: groups moved and turned, ids for places, colours for categories", () => {
    const plan = planOf(
      svg(`<g transform="translate(100,50) scale(2)" style="fill:#cc0000">
        <rect id="BALCON_x0020_HAUT-B-12" x="4" y="4" width="2" height="2"/>
        <circle id="B-13" cx="10" cy="5" r="1" fill="#00c"/>
        <rect id="rect-12" width="50" height="10"/>
      </g>`),
      "svg",
    );
    expect(plan.seats).toMatchObject([
      { rowLabel: "B", seatNumber: "12", x: 110, y: 60, zoneIndex: 0, categoryIndex: 0 },
      { rowLabel: "B", seatNumber: "13", x: 120, y: 60, zoneIndex: 1, categoryIndex: 1 },
    ]);
    expect(plan.zones.map(({ name }) => name)).toEqual(["BALCON HAUT", "SALLE"]);
    expect(plan.categories).toEqual([
      { name: "CATEGORIE 1", colour: "#cc0000" },
      { name: "CATEGORIE 2", colour: "#0000cc" },
    ]);
    expect(plan.areas).toMatchObject([{ shape: "rectangle", x: 100, y: 50, width: 100, height: 20 }]);
  });

  test("a million elements, one within another, are refused without falling over", () => {
    expect(problemsOf(`<svg>${"<g>".repeat(300_000)}`, "svg")).toHaveLength(1);
    expect(problemsOf(svg("<rect/>".repeat(300_000)), "svg")).toMatchObject([{ code: "tooManySeats" }]);
  });
});

function largePlan(count: number): SeatingPlan {
  const seats = Array.from(
    { length: count },
    (_, index): PlanSeat => ({
      ...{ guid: `s${index}`, floorIndex: 0, zoneIndex: 0, categoryIndex: 0, designationIndex: 0 },
      ...{ rowLabel: `R${Math.floor(index / 100)}`, seatNumber: String((index % 100) + 1) },
      ...{ x: (index % 100) * 20 + 10, y: Math.floor(index / 100) * 30 + 10 },
      ...{ wheelchair: false, companion: false, restrictedView: false, folding: false },
    }),
  );
  return {
    name: "GRANDE",
    width: 2100,
    height: 6100,
    categories: [{ name: "CATEGORIE 1", colour: "#112233" }],
    floors: [{ floorIndex: 0, name: "SALLE" }],
    zones: [{ name: "PARTERRE", floorIndex: 0 }],
    designations: ["FAUTEUIL"],
    seats,
    areas: [],
    warnings: [],
  };
}

const label = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{C}\p{Z}]/u.test(text));
const marked = fc.oneof(label, fc.constantFrom("=1+1", "'=1", "''-2", '"', "a;b", "&amp;", "<b>", "-3", "é"));
const coordinate = fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100);
const length = fc.integer({ min: 0, max: 9_999 }).map((cents) => cents / 100);
const caption = fc.option(
  fc.record({
    text: marked,
    x: coordinate,
    y: coordinate,
    size: fc.integer({ min: 1, max: 90 }),
    colour: fc.constantFrom(null, "#000000"),
  }),
);
const drawn = {
  zoneIndex: fc.constant(0),
  x: coordinate,
  y: coordinate,
  rotation: fc.constantFrom(0, 45, 270, -90, 12.5),
  fill: fc.constantFrom(null, "#aabbcc"),
  border: fc.constantFrom(null, "#112233"),
  text: caption,
};
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 3, maxLength: 6 });
const someArea: fc.Arbitrary<PlanArea> = fc.oneof(
  fc.record({ ...drawn, shape: fc.constant("rectangle" as const), width: length, height: length }),
  fc.record({ ...drawn, shape: fc.constant("circle" as const), radius: length }),
  fc.record({ ...drawn, shape: fc.constant("ellipse" as const), radiusX: length, radiusY: length }),
  fc.record({ ...drawn, shape: fc.constant("polygon" as const), points }),
  fc.record({ ...drawn, shape: fc.constant("text" as const) }).filter(({ text }) => text !== null),
);
const someSeat = fc.record({
  rowLabel: fc.constantFrom(" ", "A", "B", "Ряд", "=A"),
  seatNumber: marked,
  x: coordinate,
  y: coordinate,
  wheelchair: fc.boolean(),
  companion: fc.boolean(),
  restrictedView: fc.boolean(),
  folding: fc.boolean(),
});
const somePlan = fc
  .record({
    name: marked,
    seats: fc.array(someSeat, { minLength: 1, maxLength: 8 }),
    areas: fc.array(someArea, { maxLength: 4 }),
  })
  .map(({ name, seats, areas }): SeatingPlan => {
    const half = seats.length / 2;
    return {
      name,
      width: 1000,
      height: 750.5,
      categories: ["#112233", "#445566", "#ffffff"].map((colour, index) => ({
        name: `${name}${index}`,
        colour,
      })),
      floors: [
        { floorIndex: 0, name: "ORCHESTRE" },
        { floorIndex: 1, name },
      ],
      zones: [
        { name, floorIndex: 0 },
        { name, floorIndex: 1 },
        { name: "VIDE", floorIndex: 1 },
      ],
      designations: seats.length === 1 ? ["STRAPONTIN"] : ["STRAPONTIN", "FAUTEUIL"],
      seats: seats.map((seat, index) => ({
        ...seat,
        guid: `g ${index}`,
        zoneIndex: index < half ? 0 : 1,
        floorIndex: index < half ? 0 : 1,
        categoryIndex: index % 2,
        designationIndex: index === 0 ? 0 : 1,
      })),
      areas: areas.map((area, index) => ({ ...area, zoneIndex: index < areas.length / 2 ? 0 : 1 })),
      warnings: [],
    };
  });
