import { readFileSync } from "node:fs";

/** The cases of one file of `protocol/vectors/`, a line each, without comments. */
export function vectors(name: string): string[] {
  return readFileSync(new URL(`./vectors/${name}.txt`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Cuts a line at its first space: the word before it and the JSON value after it. */
export function wordAndValue(line: string): { word: string; value: unknown } {
  const at = line.indexOf(" ");
  return { word: line.slice(0, at), value: JSON.parse(line.slice(at + 1)) };
}
