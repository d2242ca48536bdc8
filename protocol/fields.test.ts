import { expect, test } from "vitest";
import * as fields from "./fields.ts";
import { vectors } from "./vectors.fixture.ts";

const schemas = new Map(Object.entries(fields));
const cases = vectors("fields").map((line) => {
  const [, field = "", verdict = "", json = ""] = /^(\w+) (valid|invalid) (.*)$/.exec(line) ?? [];
  return { field, verdict, json };
});

test.each(cases)("$field: $json is $verdict", ({ field, verdict, json }) => {
  expect(schemas.get(field)?.safeParse(JSON.parse(json)).success).toBe(verdict === "valid");
});
