import { crashAt, systemPorts } from "@allotement/platform/ports.system.ts";
import { runUntilSignal } from "../bin/run-until-signal.ts";
import { startServer } from "./start-server.ts";

/**
 * For tests: a server whose process ends at a crash point as after a power cut (kill -9).
 * Arguments: `boxoffice` or `reseller`, and the point's name. No shipped command can do this.
 */
const [name, point = ""] = process.argv.slice(2);

await runUntilSignal(undefined, () => startServer(name, { ...systemPorts, crash: crashAt(point) }));
