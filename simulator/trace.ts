import { hash } from "node:crypto";

/** What happened, one line an event: who, what, what came of it, at which virtual time; and a hash over all of it. */
export interface Trace {
  /** `text` is only built where somebody reads it: the hash takes the parts. */
  note(actor: string, ...parts: readonly (string | number)[]): void;
  lines(): readonly string[];
  hash(): string;
}

export function traceOf(now: () => number): Trace {
  const lines: string[] = [];
  return {
    note(actor, ...parts) {
      lines.push(`${now()} ${actor} ${parts.join(" ")}`);
    },
    lines: () => lines,
    hash: () => hash("sha256", lines.join("\n"), "hex").slice(0, 16),
  };
}

/** A line for people: the time of day instead of milliseconds. */
export function readable(line: string): string {
  const space = line.indexOf(" ");
  return new Date(Number(line.slice(0, space))).toISOString().slice(0, 23) + line.slice(space);
}
