import { readFileSync } from "node:fs";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { describe, expect, test } from "vitest";
import { baseOf, parseConfig } from "./config.ts";
import { conformanceCommand } from "./conformance-command.ts";

const example = readFileSync(new URL("./example.json", import.meta.url), "utf8");
const changed = (change: object) => JSON.stringify({ ...JSON.parse(example), ...change });

describe("a configuration", () => {
  test("is understood as conformance/example.json shows it", () => {
    expect(parseConfig(example, "example.json")).toMatchObject({ numbers: { first: 1_000_000 } });
  });

  test("may leave out everything but the institution, the codes and the numbers", () => {
    const { institution, codes, numbers } = JSON.parse(example);
    const { timeZone, timeoutSeconds } = parseConfig(JSON.stringify({ institution, codes, numbers }), "mine");
    expect([timeZone, timeoutSeconds]).toEqual(["Europe/Paris", 10]);
  });

  test.each([
    ["no JSON", "{", /mine is not JSON/],
    ["an unknown field", changed({ hook: {} }), /hook/],
    ["a code of 0", changed({ codes: { ...JSON.parse(example).codes, zoneCode: 0 } }), /codes\.zoneCode/],
    ["a field left out", changed({ institution: undefined }), /institution/],
    ["too few numbers", changed({ numbers: { first: 1, last: 99 } }), /numbers: must hold at least 1000/],
    ["hooks without an address", changed({ hooks: { url: "here" } }), /hooks\.url/],
  ])("with %s is refused with the place", (_what, text, sentence) => {
    expect(() => parseConfig(text, "mine")).toThrow(CannotStart);
    expect(() => parseConfig(text, "mine")).toThrow(sentence);
  });

  test("is refused without its values: they may be secrets", () => {
    const institution = { institutionCode: "a secret in the wrong place", userName: "kit", password: 17 };
    try {
      parseConfig(changed({ institution }), "mine");
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain("institution.institutionCode");
      expect(String(error)).not.toContain("a secret in the wrong place");
    }
  });
});

describe("the server's address", () => {
  test.each([
    ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
    ["http://127.0.0.1:4000/", "http://127.0.0.1:4000"],
    ["https://seats.example/network", "https://seats.example/network"],
    ["https://seats.example/network//", "https://seats.example/network"],
    ["https://seats.example/network/allotment/v1/", "https://seats.example/network"],
  ])("%s begins at %s", (address, base) => {
    expect(baseOf(address)).toBe(base);
  });

  test.each(["seats.example", "ftp://seats.example", "", "http://kit:secret@seats.example"])(
    "%j is refused with a sentence",
    (address) => {
      expect(() => baseOf(address)).toThrow(CannotStart);
    },
  );
});

describe("the command", () => {
  const url = "http://127.0.0.1:9";
  test.each([
    ["neither a configuration nor the demo", {}, /--config <file>, or --demo/],
    ["both", { config: "mine.json", demo: true }, /--config <file>, or --demo/],
    ["an unknown format", { demo: true, format: "pdf" }, /one of text, json, junit/],
    ["a rule that nobody knows", { demo: true, only: "S1,Z9" }, /No rule is called Z9/],
    ["a file that is not there", { config: "no-such-file.json" }, /no-such-file\.json cannot be read/],
    ["a demo that does not run", { demo: true }, /start the demo with npm start/],
  ])("with %s is refused with a sentence", async (_what, options, sentence) => {
    await expect(conformanceCommand(url, options, {})).rejects.toThrow(CannotStart);
    await expect(conformanceCommand(url, options, {})).rejects.toThrow(sentence);
  });
});
