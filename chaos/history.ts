/** What the clients write down of what they asked for and what they were told, before anybody looks into a database. */

export type Told = "ok" | "failed" | "unknown";

/** An attempt to undo a sale, seat by seat or whole: all of these seats or none. */
export interface Undoing {
  seatCodes: number[];
  told: Told;
}

/** A sale; `name` is the holder's surname, borne by nothing else, so that it is found again on both sides. */
export interface Sale {
  at: "network" | "counter";
  round: number;
  name: string;
  performanceNumber: number;
  seatCodes: number[];
  told: Told;
  /** What was told of each attempt to undo it, in order. */
  undone: Undoing[];
}

/** Every other call that changes something; only counted, for its effect is seen in the seats. */
export interface Errand {
  round: number;
  what: "basket" | "putBack" | "hold" | "release" | "allot" | "recall" | "import" | "giveUp";
  told: Told;
  /** Where a run was begun. */
  runId?: string;
}

export interface History {
  sales: Sale[];
  errands: Errand[];
}

export function newHistory(): History {
  return { sales: [], errands: [] };
}
