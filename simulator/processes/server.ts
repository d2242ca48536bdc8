import { systemClock, systemNetwork, systemPorts, systemRandom } from "@allotement/platform/ports.system.ts";
import { z } from "zod";
import { runUntilSignal } from "../../bin/run-until-signal.ts";
import { startServer } from "../../dev/start-server.ts";
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
  ...systemPorts,
  clock: scaledClock(time, () => trouble.skew, systemClock),
  network: scaledNetwork(time, systemNetwork),
  crash: {
    point() {
      const [byte = 0] = systemRandom.bytes(1);
      if (byte / 256 < trouble.crashAtPoint) process.kill(process.pid, "SIGKILL");
    },
  },
};

await runUntilSignal(undefined, () => startServer(process.argv[2], ports));
