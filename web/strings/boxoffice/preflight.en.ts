import { englishCount } from "../counts.ts";
import type { preflightFr } from "./preflight.fr.ts";

const places = (count: number) => englishCount(count, "seat", "seats");
const performances = (count: number) => englishCount(count, "performance", "performances");

/** «Tester…», in English. */
export const preflightEn: typeof preflightFr = {
  preflight: {
    test: "Test…",
    title: "Test before sending",
    asking: "The network is being asked, nothing is changed…",
    document: "On-sale document",
    check: "What the network answers",
    good: "The network knows every code",
    goodText: (performanceCount: number, seatCount: number) =>
      `${performances(performanceCount)}, ${places(seatCount)} checked: nothing would be refused at this moment.`,
    partly: (performanceCount: number, seatCount: number, all: number) =>
      `${performances(performanceCount)} and ${places(seatCount)} checked of ${places(all)}: nothing is known of the rest.`,
    none: "Nothing could be checked. You may test again later.",
    bad: (count: number) =>
      englishCount(count, "point to settle before sending", "points to settle before sending"),
    badText:
      "Nothing was sent or locked. If you go on all the same, these seats will come back refused and stay in the hold.",
    codes: "Codes unknown to the network",
    inPerformances: "Performances",
    seats: "Seats concerned",
    seatsIn: (seatCount: number, performanceCount: number) =>
      performanceCount > 1
        ? `${places(seatCount)} over ${performances(performanceCount)}`
        : places(seatCount),
    wholeShow: "Everything would be refused.",
    where: "Show the seats",
    row: (row: string, numbers: string) => `row ${row}: ${numbers}`,
    more: (count: number) => `and ${englishCount(count, "other row", "other rows")}`,
    again: "Test again",
    sendCategory: "Tell the contact of the category",
  },
};
