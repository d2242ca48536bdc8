import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { movements } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { callErrors, exchangeErrors } from "@allotement/protocol/errors.ts";
import { vectors, wordAndValue } from "@allotement/protocol/vectors.fixture.ts";
import { seatTransitions } from "@allotement/reseller/contingent/contingent.ts";
import { describe, expect, test } from "vitest";
import { files } from "../architecture.files.ts";

/** The lists that stand in several places, each kept equal to the one in the code. */

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** Every table of a Markdown text: its head and its rows, as cells. */
function tablesOf(markdown: string): { head: string[]; rows: string[][] }[] {
  const blocks = markdown.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) => {
    const [head = [], _line, ...rows] = block
      .trim()
      .split("\n")
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    return { head, rows };
  });
}

const errorTables = tablesOf(read("protocol.md"));
const seatTables = tablesOf(read("inventory.md"));
const movementTables = seatTables.filter(({ head }) => head[0] === "movement");

describe("docs/protocol.md", () => {
  test("lists every error of an operation, in order of precedence", () => {
    const table = errorTables.find(({ head }) => head[1] === "name");
    expect(table?.rows).toEqual(
      exchangeErrors.map(({ number, name, scope, meaning }) => [String(number), name, scope, meaning]),
    );
  });

  test("lists every error of a call, with its status", () => {
    const table = errorTables.find(({ head }) => head[1] === "status");
    expect(table?.rows).toEqual(
      callErrors.map(({ code, status, meaning }) => [code, String(status), meaning]),
    );
  });
});

/** The rows that a server's migrations insert into a table of transitions, in their order. */
function insertedRows(side: "boxoffice" | "reseller", table: string): string[][] {
  const migrations = files.filter((file) => file.startsWith(`${side}/migrations/`) && file.endsWith(".sql"));
  const sql = migrations.sort().map((file) => read(`../${file}`));
  const inserts = sql.join("\n").matchAll(new RegExp(`insert into ${table} [^;]*?values([^;]*);`, "g"));
  return [...inserts].flatMap(([, values = ""]) =>
    [...values.matchAll(/\('(\w+)', '(\w+)', '(\w+)'\)/g)].map(([, ...row]) => row),
  );
}

describe("the movements of a seat", () => {
  const ofBoxoffice = Object.entries(movements).flatMap(([movement, pairs]) =>
    pairs.map(([from, to]) => [movement, from, to]),
  );
  const ofReseller = seatTransitions.map(({ movement, from, to }) => [movement, from, to]);

  test.each([
    ["box office", ofBoxoffice, "boxoffice", "seat_transitions"],
    ["reseller", ofReseller, "reseller", "contingent_transitions"],
  ] as const)("stand in the %s's database as in its code", (_name, rows, side, table) => {
    expect(rows.length).toBeGreaterThan(10);
    expect(insertedRows(side, table)).toEqual(rows);
  });

  test.each([
    ["box office", ofBoxoffice, 0],
    ["reseller", ofReseller, 1],
  ])("stand in docs/inventory.md as in the %s's code, each with its reason", (_side, rows, table) => {
    const drawn = movementTables[table]?.rows ?? [];
    expect(drawn.map((row) => row.slice(0, 3))).toEqual(rows);
    expect(drawn.filter((row) => row[3] === "")).toEqual([]);
  });

  test.each([
    ["box office", ofBoxoffice, 0],
    ["reseller", ofReseller, 1],
  ])("go between states that docs/inventory.md explains (%s)", (_side, rows, table) => {
    const stateTables = seatTables.filter(({ head }) => head[0] === "state");
    const explained = new Set(stateTables[table]?.rows.map((row) => row[0]));
    expect(new Set(rows.flatMap(([, from, to]) => [from, to]))).toEqual(explained);
  });
});

test("docs/decisions/0007-libraries.md lists every library that a manifest asks for, and no other", () => {
  const [table] = tablesOf(read("decisions/0007-libraries.md"));
  const listed = (table?.rows ?? []).map(([, library, version]) => `${library} ${version}`);
  const asked = ["", "protocol/", "platform/", "documents/", "boxoffice/", "reseller/", "web/"]
    .map((folder) => `${folder}package.json`)
    .filter((manifest) => files.includes(manifest))
    .flatMap((manifest) => {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(`../${manifest}`));
      return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    })
    .filter(([name]) => !name.startsWith("@types/"))
    .map(([name, version]) => `${name} ${version}`);
  expect(listed.sort()).toEqual([...new Set(asked)].sort());
});

test("the network's database takes for a barcode what the vectors take for one", () => {
  const [, pattern = ""] = /barcode ~ '([^']+)'/.exec(read("../reseller/migrations/0001-network.sql")) ?? [];
  const cases = vectors("barcodes").map(wordAndValue);
  expect(cases.filter(({ value }) => new RegExp(pattern).test(String(value)))).toEqual(
    cases.filter(({ word }) => word === "valid"),
  );
});

describe("documents name only what git tracks", () => {
  const documents = files.filter((file) => file.endsWith(".md"));
  const tracked = (path: string) => {
    const bare = posix.normalize(path).replace(/\/$/, "");
    return files.some((file) => file === bare || file.startsWith(`${bare}/`));
  };

  test.each(documents)("%s: links", (document) => {
    const links = [...read(`../${document}`).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)];
    const wrong = links
      .map(([, to = ""]) => to)
      .filter((to) => !tracked(posix.join(posix.dirname(document), to)));
    expect(wrong).toEqual([]);
  });

  test.each(documents)("%s: paths", (document) => {
    const paths = [...read(`../${document}`).matchAll(/`([a-z-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
    const wrong = paths
      .filter((path) => tracked(path.split("/")[0] ?? ""))
      // The slice «announce» is CONTRIBUTING's example of how to add one.
      .filter((path) => !path.includes("announce") && !tracked(path));
    expect(wrong).toEqual([]);
  });
});
