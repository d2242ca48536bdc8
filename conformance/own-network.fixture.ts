import { sql } from "@allotement/platform/database/database.ts";
import { systemClock, systemIds, systemNetwork, systemRandom } from "@allotement/platform/ports.system.ts";
import { type NetworkOptions, password, startNetwork } from "@allotement/reseller/network.fixture.ts";
import { resellerStaff } from "../dev/seed/client.ts";
import { startHooks } from "./adapter/hooks-server.ts";
import { setUpInstitutions } from "./adapter/set-up.ts";
import type { ConformanceConfig } from "./config.ts";
import type { Rule } from "./rule.ts";
import { type ConformanceReport, runRules } from "./run-rules.ts";

const ports = { network: systemNetwork, clock: systemClock, ids: systemIds, random: systemRandom };

/** Our own network on a database of its own, with institutions and hooks for the kit. */
export async function startOwnNetwork(environment: NetworkOptions["environment"] = {}) {
  const network = await startNetwork({ environment: { SIGN_INS_PER_MINUTE: 10_000, ...environment } });
  const manager = await resellerStaff(network.url, "manager", password);
  const seller = await resellerStaff(network.url, "seller", password);
  const hooks = await startHooks({
    manager,
    seller,
    async untilExpired(basketId) {
      await network.database.run(
        sql`update baskets set expires_at = created_at where basket_id = ${basketId}`,
      );
    },
  });
  const callsPerMinute = environment.CALLS_PER_MINUTE ?? 6000;
  const { rateLimit, ...settings } = await setUpInstitutions({
    manager,
    random: systemRandom,
    clock: systemClock,
    callsPerMinute,
  });
  const config: ConformanceConfig = {
    ...settings,
    // Nothing is to be found wrong because the machine is busy with other tests.
    timeoutSeconds: 60,
    hooks: { url: hooks.url },
    ...(environment.CALLS_PER_MINUTE === undefined ? {} : { rateLimit }),
  };
  return {
    url: network.url,
    config,
    async close() {
      await hooks.close();
      await network.close();
    },
  };
}
export type OwnNetwork = Awaited<ReturnType<typeof startOwnNetwork>>;

export function prove(
  base: string,
  config: ConformanceConfig,
  rules: readonly Rule[],
): Promise<ConformanceReport> {
  return runRules({ base, config, rules, ...ports });
}
