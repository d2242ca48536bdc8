import { englishCount } from "../counts.ts";
import type { takeBackFr } from "./take-back.fr.ts";

const seats = (count: number) => englishCount(count, "seat", "seats");

/** The plan to take seats back from, and what happens to a choice that others change, in English. */
export const takeBackEn: typeof takeBackFr = {
  takeBack: {
    countOf: (category) => `Back, ${category}`,
    countHint: "Type a number: the rows at the back go first, and no seat is left alone.",
    undoHint: "Back to the choice before (Ctrl+Z)",
    undo: "Undo",
    deselect: "Deselect all",
    none: "Choose seats on the plan, or type a number in the table.",
    inHold: "in the hold, not allotted",
    biography: "Biography",
    staySold: (count) =>
      `${seats(count)} already sold by the network ${count === 1 ? "does" : "do"} not come back: “Integrate sales” enters them.`,
    stayMoving: (count) => `${seats(count)} being exchanged ${count === 1 ? "is" : "are"} left as they are.`,
    refused: "Nothing was taken back: the plan has changed",
    refusedText: (count) =>
      count === 1 ? "This seat can no longer be taken back:" : "These seats can no longer be taken back:",
    goOnWithout: "Go on without them",
    lost: (count) => englishCount(count, "seat has left your choice", "seats have left your choice"),
    more: (count) => englishCount(count, "other seat", "other seats"),
    understood: "Understood",
    otherShow: "Choose another show…",
    putBack: "Put back into the hold",
    putBackDone: (count) => `${englishCount(count, "seat", "seats")} put back into the hold`,
  },
};
