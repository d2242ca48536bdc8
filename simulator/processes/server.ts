import {
  systemClock,
  systemIds,
  systemMailer,
  systemNetwork,
  systemRandom,
} from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { z } from "zod";
import { runUntilSignal } from "../../bin/run-until-signal.ts";
import { scaledClock, scaledNetwork } from "./scaled-clock.ts";

/**
 * A server of the floor of processes: the product as it is, by a clock that goes faster, and with crash points at which
 * it ends as after a power cut. Argument: `boxoffice` or `reseller`.
 */
const { SCALE, STARTS_AT, EPOCH, SKEW, CRASH_AT_POINT } = z
  .object({
    SCALE: z.coerce.number(),
    STARTS_AT: z.coerce.number(),
    EPOCH: z.coerce.number(),
    SKEW: z.coerce.number(),
    CRASH_AT_POINT: z.coerce.number(),
  })
  .parse(process.env);
let trouble = { skew: SKEW, crashAtPoint: CRASH_AT_POINT };
process.on("message", (message) => {
  trouble = z.object({ skew: z.number(), crashAtPoint: z.number() }).parse(message);
});

const time = { scale: SCALE, startsAt: STARTS_AT, epoch: EPOCH };
const ports = {
  clock: scaledClock(time, () => trouble.skew, systemClock),
  random: systemRandom,
  ids: systemIds,
  network: scaledNetwork(time, systemNetwork),
  mailer: systemMailer,
  crash: {
    point() {
      const [byte = 0] = systemRandom.bytes(1);
      if (byte / 256 < trouble.crashAtPoint) process.kill(process.pid, "SIGKILL");
    },
  },
};

await runUntilSignal(undefined, async () => {
  if (process.argv[2] === "boxoffice") {
    const { boxofficeSettings } = await import("@allotement/boxoffice/settings.ts");
    const { startBoxoffice } = await import("@allotement/boxoffice/server.ts");
    return startBoxoffice(parseSettings(boxofficeSettings, process.env), ports);
  }
  const { resellerSettings } = await import("@allotement/reseller/settings.ts");
  const { startReseller } = await import("@allotement/reseller/server.ts");
  return startReseller(parseSettings(resellerSettings, process.env), ports);
});
