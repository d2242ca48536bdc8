import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allRules } from "./all-rules.ts";

const protocol = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

describe("the rules of the kit", () => {
  test("are those of the appendix of docs/protocol.md, in its order and words", () => {
    const appendix = protocol.slice(protocol.indexOf("## What a reseller's server is proven by"));
    const rows = [...appendix.matchAll(/^\| ([A-Z]\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map((row) =>
      row.slice(1, 4),
    );
    expect(rows).toEqual(allRules.map(({ id, title, source }) => [id, title, source]));
  });

  test("have an id each", () => {
    expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
  });

  test("name a heading of docs/protocol.md, or the number of one of its rules", () => {
    const headings = [...protocol.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
    const numbered = [...protocol.matchAll(/^(\d+)\. /gm)].map(([, number]) => `Rule ${number}`);
    const wrong = allRules.filter(({ source }) => ![...headings, ...numbered].includes(source));
    expect(wrong.map(({ id, source }) => `${id}: ${source}`)).toEqual([]);
  });

  test("say what a server does, and what a broken rule means, in sentences", () => {
    const wrong = allRules.filter(
      ({ title, meaning }) => !/^[A-Z].*\.$/.test(title) || !/^[A-Z].*\.$/.test(meaning),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
