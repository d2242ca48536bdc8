import type { BoxofficePorts } from "@allotement/boxoffice/server.ts";
import { parseSettings } from "@allotement/platform/settings.ts";

/** For tests: one of both servers on other ports than the machine's, by the settings of the environment. */
export async function startServer(name: string | undefined, ports: BoxofficePorts) {
  if (name === "boxoffice") {
    const { boxofficeSettings } = await import("@allotement/boxoffice/settings.ts");
    const { startBoxoffice } = await import("@allotement/boxoffice/server.ts");
    return startBoxoffice(parseSettings(boxofficeSettings, process.env), ports);
  }
  const { resellerSettings } = await import("@allotement/reseller/settings.ts");
  const { startReseller } = await import("@allotement/reseller/server.ts");
  return startReseller(parseSettings(resellerSettings, process.env), ports);
}
