import type { Context } from "./context.ts";
import type { Exchange } from "./line.ts";

/** What a rule needs beside the server's address and one institution; without it the rule is not proven. */
export type Need = "hooks" | "secondInstitution" | "refusedInstitution" | "spareCredential" | "rateLimit";

/** One rule of docs/protocol.md for a reseller's server, and how it is proven from outside. */
export interface Rule {
  /** Stands in the appendix of docs/protocol.md as well; never given to another rule. */
  id: string;
  /** What a server that keeps the rule does, as a sentence. */
  title: string;
  /** Where docs/protocol.md says so. */
  source: string;
  /** What it means for the venue where the rule is broken. */
  meaning: string;
  needs?: readonly Need[];
  /** The rule may be left out: not proven, it does not count against the server. */
  optional?: true;
  /** Switches something on for a whole institution, so that no other rule may be proven meanwhile. */
  alone?: true;
  /** Returns where the rule holds; throws `Broken` or `NotProven`, as a test does. */
  run(context: Context): Promise<void>;
}

/** The server did otherwise than the rule says. */
export class Broken extends Error {
  override name = "Broken";
  readonly expected: string;
  readonly found: string;
  readonly exchange: Exchange | undefined;
  constructor(expected: string, found: string, exchange?: Exchange) {
    super(`expected ${expected}, found ${found}`);
    this.expected = expected;
    this.found = found;
    this.exchange = exchange;
  }
}

/** Nothing can be said of the rule: the tester gave no way to prove it, or another rule stands in the way. */
export class NotProven extends Error {
  override name = "NotProven";
}

export type Verdict =
  | { kind: "holds" }
  | { kind: "broken"; expected: string; found: string; exchange: Exchange | undefined }
  | { kind: "notProven"; why: string };

export interface RuleReport {
  rule: Pick<Rule, "id" | "title" | "source" | "meaning" | "optional">;
  verdict: Verdict;
  milliseconds: number;
}
