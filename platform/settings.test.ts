import { expect, test } from "vitest";
import { z } from "zod";
import { CannotStart } from "./cannot-start.ts";
import { commonSettings, parseSettings, portSetting } from "./settings.ts";

const schema = z.object({ ...commonSettings, PORT: portSetting(3000) });
const right = { DATA_DIRECTORY: "./data" };

test("settings left out take their defaults, an empty variable counts as left out", () => {
  expect(parseSettings(schema, { ...right, HOST: "" })).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 3000,
    TRUSTED_PROXIES: [],
    LOG_LEVEL: "warn",
  });
});

test("a list of proxies is cut at its commas", () => {
  expect(parseSettings(schema, { ...right, TRUSTED_PROXIES: "10.0.0.1, 10.0.0.2" }).TRUSTED_PROXIES).toEqual([
    "10.0.0.1",
    "10.0.0.2",
  ]);
});

test.each([
  ["PORT", "70000"],
  ["PORT", "http"],
  ["DATABASE_URL", "mysql://root@localhost/db"],
  ["LOG_LEVEL", "loud"],
  ["SETUP_TOKEN", "short"],
  ["TRUSTED_PROXIES", "nginx"],
  ["TRUSTED_PROXIES", "10.0.0.1, 10.0.0.0/33"],
  ["TRUSTED_PROXIES", "0.0.0.0/0"],
  ["TRUSTED_PROXIES", "::/0"],
])("a wrong %s stops the start with a sentence that says how to mend it", (name, value) => {
  const start = () => parseSettings(schema, { ...right, [name]: value });
  expect(start).toThrow(CannotStart);
  expect(start).toThrow(new RegExp(`${name}: .+ Set ${name} to .+`));
});

test("every wrong setting is named at once, and no secret is shown", () => {
  const start = () => parseSettings(schema, { ...right, PORT: "x", SETUP_TOKEN: "hunter2" });
  expect(start).toThrow(/^(?=[\s\S]*PORT: )(?=[\s\S]*SETUP_TOKEN: )/);
  expect(start).not.toThrow(/hunter2/);
});
