import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { sql } from "@allotement/platform/database/database.ts";
import { testDatabase } from "@allotement/platform/database/test-database.ts";
import { noCrash, systemClock, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import { password, setupToken } from "@allotement/reseller/network.fixture.ts";
import { resellerMigrations } from "@allotement/reseller/server.ts";
import { resellerSettings } from "@allotement/reseller/settings.ts";
import { expect, test } from "vitest";
import { client, resellerStaff } from "../../dev/seed/client.ts";
import { bundle } from "../../simulator/plant/bundle.ts";
import { startHooks } from "../adapter/hooks-server.ts";
import { setUpInstitutions } from "../adapter/set-up.ts";
import type { ConformanceConfig } from "../config.ts";
import { prove } from "../own-network.fixture.ts";
import type { Verdict } from "../rule.ts";
import { allRules } from "../rules/all-rules.ts";
import { type Planted, planted } from "./planted.ts";

const ports = { clock: systemClock, random: systemRandom, ids: systemIds, crash: noCrash };

/** Our reseller, bundled with the fault in its source, on a database of its own. */
async function startPlanted({ rule, plantings }: Planted, place: number) {
  const program = await bundle("reseller/server.ts", `conformance-${rule}-${place}`, plantings);
  const module: typeof import("@allotement/reseller/server.ts") = await import(
    pathToFileURL(program.file).href
  );
  const { url: DATABASE_URL, database, drop } = await testDatabase(resellerMigrations, 1);
  const settings = resellerSettings.parse({
    DATABASE_URL,
    SETUP_TOKEN: setupToken,
    PORT: 0,
    LOG_LEVEL: "silent",
    SIGN_INS_PER_MINUTE: 1000,
  });
  const running = await module.startReseller(settings, ports);
  const founder = client(running.url, setupToken);
  for (const role of ["manager", "seller"])
    await founder.raw("POST", "/api/staff", { userName: role, role, pointOfSale: "Paris", password });
  const manager = await resellerStaff(running.url, "manager", password);
  const seller = await resellerStaff(running.url, "seller", password);
  const hooks = await startHooks({
    manager,
    seller,
    async untilExpired(basketId) {
      await database.run(sql`update baskets set expires_at = created_at where basket_id = ${basketId}`);
    },
  });
  const { rateLimit: _, ...set } = await setUpInstitutions({ ...ports, manager, callsPerMinute: 6000 });
  const config: ConformanceConfig = { ...set, hooks: { url: hooks.url } };
  return {
    url: running.url,
    config,
    async close() {
      await hooks.close();
      await running.close();
      await drop();
      await program.remove();
    },
  };
}

async function verdictOn(fault: Planted, place: number): Promise<Verdict | undefined> {
  const server = await startPlanted(fault, place);
  try {
    const rules = allRules.filter(({ id }) => id === fault.rule);
    return (await prove(server.url, server.config, rules)).rules[0]?.verdict;
  } finally {
    await server.close();
  }
}

test("every planted fault's text stands in the source that it changes, once", () => {
  const wrong = planted.flatMap(({ rule, plantings }) =>
    plantings.flatMap((planting) => {
      const source = readFileSync(new URL(`../../${planting.file}`, import.meta.url), "utf8");
      return source.split(planting.find).length === 2 ? [] : [`${rule}: ${planting.file}: ${planting.find}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test("every fault planted in our own reseller's source is found by its rule", {
  timeout: 240_000,
}, async () => {
  const rows: string[] = [];
  const missed: string[] = [];
  const queue = [...planted.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [place, fault] = next;
      const verdict = await verdictOn(fault, place);
      const caught = verdict?.kind === "broken";
      rows.push(`${fault.rule.padEnd(4)} ${caught ? "caught" : "MISSED"}  ${fault.wrong}`);
      if (!caught) missed.push(`${fault.rule} ${fault.wrong}: ${JSON.stringify(verdict)}`);
    }
  };
  await Promise.all([worker(), worker()]);
  console.info(rows.sort().join("\n"));
  console.info(`${rows.length - missed.length} of ${rows.length} planted faults caught`);
  expect(missed).toEqual([]);
});
