import { CannotStart } from "@allotement/platform/cannot-start.ts";
import type { Floor } from "../world.ts";

/** Where the stores of the scenarios stand. */
export interface OpenFloor {
  open: Floor;
  close(): Promise<void>;
}

export async function openFloor(
  floor: "memory" | "sql",
  databaseUrl: string | undefined,
): Promise<OpenFloor> {
  if (floor === "memory") {
    const { memoryFloor } = await import("./floor.memory.ts");
    return { open: memoryFloor, close: async () => undefined };
  }
  throw new CannotStart(
    `The floor ${floor}${databaseUrl ? " on a database" : ""} is not there yet: use memory.`,
  );
}

/** Runs `work` with a PostgreSQL of its own where the floor needs one. */
export function withDatabase<Result>(
  _needed: boolean,
  work: (databaseUrl: string | undefined) => Promise<Result>,
): Promise<Result> {
  return work(undefined);
}
