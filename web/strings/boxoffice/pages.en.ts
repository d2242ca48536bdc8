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
  stop: {
    soldAt: (moment, pointOfSale) =>
      pointOfSale === "" ? `sold ${moment}` : `sold ${moment} at ${pointOfSale}`,
    settled: (title) => `${title}: what stopped integration is settled`,
    explain: "Explain and settle this sale",
    resume: "Resume integration",
    call: "Call your contact to settle this sale.",
    noContact: "No contact address is stored under “Configure”.",
  },
  latest: {
    title: "Latest integrations",
    none: "No integration yet.",
  },
  dashboard: {
    title: "Dashboard",
    intro: "Sales day by day, and how full each performance is.",
    show: "Show",
    sales: "Seats sold by day and by channel",
    noSales: "No sale yet",
    noSalesText: "Sales at the counter and at the network will show here, day by day.",
    chartLabel: (days) =>
      `Bars of seats sold, ${englishCount(days, "day", "days")}; the same figures stand in the table.`,
    asTable: "Show the figures as a table",
    day: "Day",
    channel: "Channel",
    seats: "Seats",
    amount: "Amount",
    fill: "How full the performances are",
    noPerformances: "No performance of this show.",
    performance: "Performance",
    filled: "Filled",
    percent: (percent) => `${percent}% sold`,
    parts: {
      soldThere: "Sold, network",
      soldHere: "Sold here",
      allotted: "Allotted",
      held: "Held",
      free: "Free",
      other: "Blocked or differing",
    },
  },
};
