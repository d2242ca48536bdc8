/** What the clients write down of what they asked for and what they were told, before anybody looks into a database. */

export type Told = "ok" | "failed" | "unknown";

/** An attempt to undo a sale, seat by seat or whole: all of these seats or none. */
export interface Undoing {
  seatCodes: number[];
  told: Told;
  /** When the venue itself said ok; left out where it hears of it later. */
  toldAt?: number;
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
  what:
    | "basket"
    | "putBack"
    | "hold"
    | "release"
    | "allot"
    | "recall"
    | "import"
    | "giveUp"
    | "forceRecall"
    | "closeConflict";
  told: Told;
  /** Where a run was begun. */
  runId?: string;
}

/** A ticket as its owner holds it. */
export interface Ticket {
  name: string;
  performanceNumber: number;
  seatCode: number;
  barcode: string;
}

/** A conflict of two customers as it was seen open; the names are those of the sales. */
export interface SeenConflict {
  conflictId: number;
  performanceNumber: number;
  seatCode: number;
  late: { name: string | null; barcode: string } | null;
  here: { name: string | null; barcode: string } | null;
  seenAt: number;
}

/** An attempt to close one. */
export interface Closing {
  conflict: SeenConflict;
  staying: "late" | "here" | "none";
  askedAt: number;
  told: Told;
  toldAt: number;
}

/** A ticket that was read at a gate, once or, where no answer came, twice. */
export interface Scan {
  scanId: string;
  ticket: Ticket;
  direction: "entry" | "exit";
  askedAt: number;
  toldAt: number;
  told: Told;
  /** What each answer said: why it was refused, or null. */
  answers: (string | null)[];
}

export interface History {
  sales: Sale[];
  errands: Errand[];
  tickets: Ticket[];
  conflicts: SeenConflict[];
  closings: Closing[];
  scans: Scan[];
  /** Counts what was written down: what bears a lower number was over before the other began. */
  moment: number;
}

export function newHistory(): History {
  return { sales: [], errands: [], tickets: [], conflicts: [], closings: [], scans: [], moment: 0 };
}

export function nextMoment(history: History): number {
  history.moment += 1;
  return history.moment;
}

/** The name of who loses the seat by a closing, where anybody does. */
export function losers({ conflict: { late, here }, staying }: Closing): string[] {
  return [staying === "late" ? null : late?.name, staying === "late" ? here?.name : null].flatMap(
    (name) => name ?? [],
  );
}
