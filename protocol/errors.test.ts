import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  callErrors,
  type ExchangeErrorNumber,
  exchangeError,
  exchangeErrorNumbers,
  exchangeErrors,
  firstByPrecedence,
  statusOf,
} from "./errors.ts";
import { vectors } from "./vectors.fixture.ts";

const inContract = (number: number): number is ExchangeErrorNumber => exchangeError(number) !== undefined;

describe("the error that is answered where several apply", () => {
  const cases = vectors("errors").map((line) => {
    const [given = "", answered = ""] = line.split(" ");
    return { given: given.split(",").map(Number).filter(inContract), answered: Number(answered) };
  });

  test.each(cases)("of $given is $answered, in whatever order they were found", ({ given, answered }) => {
    expect(firstByPrecedence(given)).toBe(answered);
    expect(firstByPrecedence([...given].reverse())).toBe(answered);
  });

  test("the cases name every error of the contract", () => {
    expect(new Set(cases.flatMap(({ given }) => given))).toEqual(new Set(exchangeErrorNumbers));
  });

  test("is one of those that were given, and none of them stands before it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...exchangeErrorNumbers), { minLength: 1 }), (given) => {
        const first = firstByPrecedence(given);
        expect(given).toContain(first);
        const place = (number: number) => exchangeErrors.findIndex((error) => error.number === number);
        for (const number of given) expect(place(number)).toBeGreaterThanOrEqual(place(first ?? -1));
      }),
    );
  });

  test("is none where none was given", () => {
    expect(firstByPrecedence([])).toBeUndefined();
  });
});

test("numbers, names and codes stand once each", () => {
  expect(new Set(exchangeErrorNumbers).size).toBe(exchangeErrors.length);
  expect(new Set(exchangeErrors.map(({ name }) => name)).size).toBe(exchangeErrors.length);
  expect(new Set(callErrors.map(({ code }) => code)).size).toBe(callErrors.length);
});

test("only the server's own failure is a 500, and only maintenance a 503", () => {
  expect(callErrors.filter(({ status }) => status >= 500).map(({ code }) => code)).toEqual([
    "INTERNAL_ERROR",
    "MAINTENANCE",
  ]);
  expect(statusOf("MAINTENANCE")).toBe(503);
  expect(statusOf("WRONG_CREDENTIALS")).toBe(401);
});

test("a number that is not in the contract has no entry", () => {
  expect(exchangeError(9)).toBeUndefined();
  expect(exchangeError(44)?.name).toBe("STALE_COMMAND");
});
