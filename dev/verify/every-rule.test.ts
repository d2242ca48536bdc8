import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** docs/reliability.md promises for each rule the tests that break it: they exist, and name the rule. */

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const rules = [...read("../../docs/reliability.md").matchAll(/^\| (\d+) [^|]+\|[^|]+\|([^|]+)\|$/gm)].map(
  ([, number = "", tests = ""]) => ({
    number: Number(number),
    tests: [...tests.matchAll(/`([\w-]+)`/g)].map(([, name]) => `./${name}.test.ts`),
  }),
);

test("every rule of section 5 stands in the table, in order, with tests that break it by name", () => {
  expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  for (const { number, tests } of rules) {
    expect(tests.length, `${number}`).toBeGreaterThan(0);
    for (const file of tests) {
      const titles = [...read(file).matchAll(/(?:test|describe)\((["`])(.+?)\1/g)].map(
        ([, , title = ""]) => title,
      );
      const named = titles.filter((title) => {
        const [head = ""] = title.split(/:| at | across/);
        return head.split(/, /).includes(String(number));
      });
      expect(named.length, `${number} in ${file}`).toBeGreaterThan(0);
    }
  }
});
