import type { Client } from "../dev/seed/client.ts";

/** How often the clerk's screen asks for a run's progress, in milliseconds. */
const askEveryMilliseconds = 500;

/**
 * A clerk who asks for a run's progress as seldom as the screen does: asking costs the server work. `startedAt` is when
 * the last order was sent, in milliseconds since 1970.
 */
export function patientClerk(clerk: Client): { clerk: Client; startedAt(): number } {
  let startedAt = 0;
  return {
    clerk: {
      raw: clerk.raw,
      bytes: clerk.bytes,
      async get(path, schema) {
        if (path.startsWith("/api/interface/runs/"))
          await new Promise((resolve) => setTimeout(resolve, askEveryMilliseconds));
        return clerk.get(path, schema);
      },
      send(...order) {
        startedAt = Date.now();
        return clerk.send(...order);
      },
    },
    startedAt: () => startedAt,
  };
}
