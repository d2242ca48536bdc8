import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { systemClock, systemRandom } from "@allotement/platform/ports.system.ts";
import { resellerSettings } from "@allotement/reseller/settings.ts";
import { CallRefused, resellerStaff } from "../../dev/seed/client.ts";
import { demoPassword, resellerPeople } from "../../dev/seed/people.ts";
import type { ConformanceConfig } from "../config.ts";
import { startHooks } from "./hooks-server.ts";
import { setUpInstitutions } from "./set-up.ts";

/** A basket is over by the server's clock; it need not be ours to the second. */
const afterExpiryMilliseconds = 1500;

/**
 * Everything that `--demo` needs of a demo that runs (`npm start`): institutions of its own, and hooks played by the
 * demo's people. The demo's own institutions are left alone.
 * @throws CannotStart where nobody of the demo can sign in there.
 */
export async function startDemoHooks(
  base: string,
  environment: Record<string, string | undefined>,
): Promise<{ config: ConformanceConfig; close(): Promise<void> }> {
  const signIn = async (role: "manager" | "seller") => {
    const person = resellerPeople.find((one) => one.role === role);
    try {
      return await resellerStaff(base, person?.userName ?? "", demoPassword);
    } catch (error) {
      const why = error instanceof CallRefused ? `status ${error.status}` : "no answer";
      throw new CannotStart(
        `The demo's ${role} cannot sign in at ${base} (${why}): start the demo with npm start.`,
      );
    }
  };
  const [manager, seller] = [await signIn("manager"), await signIn("seller")];
  const { CALLS_PER_MINUTE: callsPerMinute } = resellerSettings
    .pick({ CALLS_PER_MINUTE: true })
    .parse({ CALLS_PER_MINUTE: environment.CALLS_PER_MINUTE });
  const settings = await setUpInstitutions({
    manager,
    random: systemRandom,
    clock: systemClock,
    callsPerMinute,
  });
  const hooks = await startHooks({
    manager,
    seller,
    async untilExpired(_basketId, expiresAt) {
      const left = expiresAt.getTime() - systemClock.now().getTime() + afterExpiryMilliseconds;
      await systemClock.sleep(Math.max(0, left));
    },
  });
  return { config: { ...settings, hooks: { url: hooks.url } }, close: hooks.close };
}
