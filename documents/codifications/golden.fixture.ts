import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CodeFile } from "./code-lists.ts";
import { drawPlan } from "./plan-picture.ts";
import { smallHall, smallHallGround } from "./small-hall.fixture.ts";
import { writeCodeFiles } from "./write-code-files.ts";

/** The small hall's files as the code writes them now. */
export function smallHallFiles(): CodeFile[] {
  return writeCodeFiles(smallHall, drawPlan(smallHall, smallHallGround));
}

/** The same as committed: a change of these bytes is a change of the format, or of the drawing. */
export function goldenBytes(fileName: string): Uint8Array {
  return Uint8Array.from(readFileSync(goldenFile(fileName)));
}

function goldenFile(fileName: string): URL {
  const short = fileName
    .toLowerCase()
    .replace(/^(?:lieu|plan)_\d+_\d+_?/, "")
    .replace(/^\./, "plan.");
  return new URL(`golden/${short}`, import.meta.url);
}

// Written anew by hand, where the format is meant to change: `node --import tsx documents/codifications/golden.fixture.ts`.
if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { fileName, bytes } of smallHallFiles()) writeFileSync(goldenFile(fileName), bytes);
