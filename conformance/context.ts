import type { Clock, Ids } from "@allotement/platform/ports.ts";
import type { ConformanceConfig } from "./config.ts";
import type { Hooks } from "./hooks.ts";
import type { Exchange, Line } from "./line.ts";
import { NotProven } from "./rule.ts";
import type { Sessions } from "./sessions.ts";

/** What one rule is proven with. */
export interface Context {
  config: ConformanceConfig;
  clock: Clock;
  ids: Ids;
  sessions: Sessions;
  /** The institution that everything is proven with. */
  line: Line;
  /** A line of another institution, or of one whose address is refused. */
  lineOf(institutionCode: number): Line;
  hooks: Hooks | undefined;
  /** A show or performance number that nobody has used yet in this run. */
  freshNumber(): number;
  /** Every exchange of this rule so far. */
  trace: Exchange[];
}

/** What the rule's `needs` have promised to be there. */
export function given<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new NotProven(`the configuration names no ${what}`);
  return value;
}
