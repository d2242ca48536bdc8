import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's own files, for the tests that hold the house rules. */

/** Every file that git tracks, from the root. */
export const files = execFileSync("git", ["ls-files"], {
  cwd: import.meta.dirname,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(import.meta.dirname, file)));

export function read(file: string): string {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}

/** The first folder of a path; empty for a file of the root. */
export function folderOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : "";
}

/** Tests and what only tests use. */
export function isTest(file: string): boolean {
  return /\.(test|e2e|fixture|test-data)\.tsx?$/.test(file) || /^platform\/database\/test-/.test(file);
}
