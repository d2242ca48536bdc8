/** A seat of a performance, as the venue's books know it (protocol, section 1). */
export const seatStates = [
  "free",
  "held",
  "allotting",
  "allotted",
  "recalling",
  "sold",
  "soldAtCounter",
  "blocked",
  "divergent",
] as const;
export type SeatState = (typeof seatStates)[number];

/**
 * Every movement and the changes of state it may make: the one table of this side. The database holds the same rows in
 * `seat_transitions` and refuses any other (a test keeps both equal); `docs/inventory.md` draws it.
 */
export const movements = {
  hold: [["free", "held"]],
  release: [["held", "free"]],
  rehold: [["held", "held"]],
  block: [["free", "blocked"]],
  unblock: [["blocked", "free"]],
  sellAtCounter: [["free", "soldAtCounter"]],
  refundAtCounter: [["soldAtCounter", "free"]],
  allot: [["held", "allotting"]],
  allotAccepted: [["allotting", "allotted"]],
  allotRefused: [["allotting", "held"]],
  allotVoided: [["allotting", "held"]],
  allotDiverged: [["allotting", "divergent"]],
  recall: [["allotted", "recalling"]],
  recallWithdrawn: [["recalling", "held"]],
  recallRefused: [["recalling", "allotted"]],
  recallVoided: [["recalling", "allotted"]],
  recallDiverged: [["recalling", "divergent"]],
  receiveSale: [
    ["allotting", "sold"],
    ["allotted", "sold"],
    ["recalling", "sold"],
    ["divergent", "sold"],
  ],
  receiveCancellation: [
    ["sold", "allotted"],
    ["sold", "recalling"],
    ["sold", "held"],
    ["sold", "free"],
  ],
  forceRecall: [
    ["allotting", "held"],
    ["allotted", "held"],
    ["recalling", "held"],
  ],
  takeBackLateSale: [
    ["held", "sold"],
    ["free", "sold"],
  ],
  settleDivergence: [
    ["divergent", "allotted"],
    ["divergent", "held"],
  ],
  takeAsAllotted: [
    ["free", "allotted"],
    ["held", "allotted"],
    ["allotting", "allotted"],
    ["allotted", "allotted"],
    ["recalling", "allotted"],
  ],
  fenceGrant: [
    ["free", "free"],
    ["held", "held"],
    ["soldAtCounter", "soldAtCounter"],
    ["blocked", "blocked"],
  ],
  takeCounters: [
    ["free", "free"],
    ["held", "held"],
    ["allotting", "allotting"],
    ["allotted", "allotted"],
    ["recalling", "recalling"],
    ["sold", "sold"],
    ["soldAtCounter", "soldAtCounter"],
    ["blocked", "blocked"],
    ["divergent", "divergent"],
  ],
} as const satisfies Record<string, readonly (readonly [SeatState, SeatState])[]>;
export type Movement = keyof typeof movements;

/** Whether a movement may take a seat from one state to another. */
export function mayMove(movement: Movement, from: SeatState, to: SeatState): boolean {
  return movements[movement].some((pair) => pair[0] === from && pair[1] === to);
}
