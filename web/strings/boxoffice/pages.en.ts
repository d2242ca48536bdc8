import { englishCount } from "../counts.ts";
import type { pagesFr } from "./pages.fr.ts";

/** The pages of the five choices that show what needs attention, in English. */
export const pagesEn: typeof pagesFr = {
  silent: {
    title: (count) =>
      `${englishCount(count, "allotted show is", "allotted shows are")} not on sale at the network`,
    badge: (count) => `${englishCount(count, "show", "shows")} not on sale yet`,
    text: "Your seats are locked there and nobody can buy them. Ask your contact to prepare the ticket and put them on sale.",
    show: "Show",
    status: "Status at the network",
    seats: "Seats",
    waiting: "Waiting for",
    first: "First performance",
    seenAt: (moment) => `seen ${moment}`,
    days: (days) => (days === 0 ? "today" : englishCount(days, "day", "days")),
    statuses: { confirmed: "Confirmed", announced: "Announced", onSale: "On sale", stopped: "Sale stopped" },
  },
  underWay: {
    titles: {
      allot: "Seats are being sent",
      recall: "Seats are being taken back",
      import: "Sales are being integrated",
    },
    text: "It goes on by itself, even if you close this tab.",
    open: "See how far it is",
  },
};
