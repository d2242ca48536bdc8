import { englishCount, told } from "../counts.ts";
import type { salesFilesFr } from "./sales-files.fr.ts";

export const salesFilesEn: typeof salesFilesFr = {
  salesFiles: {
    title: "Integrate a sales file",
    intro:
      "When fetching has failed, the network can export its sales into a file. Nothing is counted twice, neither by a file nor by fetching.",
    supportOnly: "For support only.",
    file: "File",
    drop: "Drop the sales file here: TicketNet, France Billet, or our own (JSON).",
    choose: "Choose a file",
    writtenAt: "Exported at",
    writtenAtTime: "at",
    writtenAtText:
      "The file’s sales were made before this moment: their prices are compared with the grid of then.",
    analysing: "The file is being read",
    integrating: "The file is being integrated",
    integrate: "Integrate",
    analysis: "What the file holds",
    report: "Report",
    layouts: {
      ticketnet: "TicketNet, fixed width",
      "france-billet": "France Billet, CSV",
      feed: "Our own JSON",
    },
    sales: "Sales",
    cancellations: "Cancellations",
    toTake: "To receive",
    taken: "Received",
    known: "Known already",
    waiting: "Waiting",
    rejected: "Rejected",
    waitingText:
      "Waiting lines are kept and tried again as soon as a file or fetching brings what they lack.",
    readBefore: (by, at) => `This file was read before by ${by}, on ${at}.`,
    changesNothing: "It holds nothing new: reading it again changes nothing.",
    done: (lines) =>
      lines === 1
        ? "1 line received, waiting to be integrated"
        : `${lines} lines received, waiting to be integrated`,
    thenIntegrate: "Integrate sales",
    saveLines: "Lines not received (CSV)",
    linesNotTaken: "Lines not received",
    line: "Line",
    outcome: "Outcome",
    reason: "Reason",
    ticket: "Ticket",
    outcomes: { waiting: "Waiting", rejected: "Rejected" },
    moreLines: (lines) => `And ${lines} more, in the CSV.`,
    codes: "Unknown codes",
    codesText: "Say once what each code stands for: the answer holds for every file of this layout.",
    codeKind: "Kind",
    fileCode: "Code in the file",
    linesWith: "Lines",
    meaning: "Stands for",
    kinds: { priceType: "Price type", seatCategory: "Category", zone: "Zone" },
    notTold: "—",
    proposed: (name) => `${name} – proposed`,
    remember: "Remember these codes",
    kept: "Files read",
    none: "No file was read",
    noneText: "Files that were read are kept here, with their hash.",
    fileName: "File",
    readBy: "Read by",
    result: "Result",
    unfinished: "Reading was cut off: read it again",
    resultOf: ({ taken, known, waiting, rejected }) =>
      told([
        [taken, `${taken} received`],
        [known, `${known} known already`],
        [waiting, `${waiting} waiting`],
        [rejected, `${rejected} rejected`],
      ]) || "No line",
    readAgain: "Read again",
    readAgainDone: (name, taken) =>
      taken === 0
        ? `${name}: nothing new, nothing has changed.`
        : `${name}: ${englishCount(taken, "more line", "more lines")} received.`,
    progress: (done, lines) => `Being integrated: ${done} lines of ${lines}`,
    linesWaiting: (lines) =>
      lines === 1
        ? "1 line still waits for a cancellation or its sale."
        : `${lines} lines still wait for a cancellation or their sale.`,
    reasons: {
      tooLong: "Line too long",
      wrongLength: "Unexpected length of line",
      wrongCharacters: "Forbidden characters",
      wrongColumns: "Columns missing",
      wrongDate: "Date or time not readable",
      wrongKind: "Neither sale nor cancellation",
      wrongPrice: "Price not readable",
      wrongCurrency: "Another currency than the euro",
      fieldEmpty: "Empty field",
      quoteOpen: "Quote not closed",
      wrongBarcode: "Barcode that is not the reseller’s",
      unknownPerformance: "No performance at this date and time",
      ambiguousPerformance: "Several performances fit",
      unknownCode: "Unknown code",
      unknownSeat: "Unknown seat",
      ambiguousSeat: "Several seats fit",
      notWithReseller: "Seat that is not with the reseller",
      otherSeat: "Ticket received before for another seat",
      otherPrice: "Ticket received before at another price (file / here)",
      seatSold: "Seat still sold under another ticket",
      saleUnknown: "The sale that it cancels is not known yet",
      seatUnsettled: "Seat in disagreement: compare first",
      notThisFeed: "Does not continue the feed as received",
    },
  },
};
