import {
  crashAt,
  systemClock,
  systemIds,
  systemMailer,
  systemNetwork,
  systemRandom,
} from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { runUntilSignal } from "../bin/run-until-signal.ts";

/**
 * For tests: a server whose process ends at a crash point as after a power cut (kill -9).
 * Arguments: `boxoffice` or `reseller`, and the point's name. No shipped command can do this.
 */
const [name, point = ""] = process.argv.slice(2);
const ports = {
  clock: systemClock,
  random: systemRandom,
  ids: systemIds,
  network: systemNetwork,
  mailer: systemMailer,
  crash: crashAt(point),
};

await runUntilSignal(undefined, async () => {
  if (name === "boxoffice") {
    const { boxofficeSettings } = await import("@allotement/boxoffice/settings.ts");
    const { startBoxoffice } = await import("@allotement/boxoffice/server.ts");
    return startBoxoffice(parseSettings(boxofficeSettings, process.env), ports);
  }
  const { resellerSettings } = await import("@allotement/reseller/settings.ts");
  const { startReseller } = await import("@allotement/reseller/server.ts");
  return startReseller(parseSettings(resellerSettings, process.env), ports);
});
