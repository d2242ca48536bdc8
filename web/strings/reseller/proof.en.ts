import type { ProofStrings } from "./proof.fr.ts";

/** Tickets on paper and proofs, in English. */
export const proofEn: ProofStrings = {
  tickets: {
    print: "Print tickets",
    printAtHome: "A4 tickets (print@home)",
    heading: "What tickets say",
    headingText: "What every ticket says of the venue. Left empty, the institution’s name stands there.",
    theatreName: "Name of the theatre",
    theatreAddress: "Address",
    theatreTown: "Postcode and town",
    licence: "Licence number",
  },
  proof: {
    title: "Proof",
    none: "No proof",
    noneText:
      "The venue validates a real ticket before the show is on sale: sell a seat, then make the proof from its order. A mock-up shows the layout and is worth nothing.",
    kinds: { sale: "Real sale", mockUp: "Mock-up" },
    kind: "Ticket",
    made: "Made on",
    madeBy: (moment: string, user: string) => `${moment} by ${user}`,
    state: "State",
    draft: "To be sent",
    sentAt: (moment: string) => `Sent on ${moment}, waits for the venue`,
    approvedAt: (moment: string) => `Validated by the venue on ${moment}`,
    refusedAt: (moment: string) => `Refused by the venue on ${moment}`,
    action: "Action",
    see: "Download the PDF",
    send: "Send to the venue",
    makeMockUp: "Make a mock-up",
    sell: "Sell a seat for the proof…",
    make: "Make the proof of this ticket",
    done: "Proof made",
    approved: "Proof validated",
    waiting: "Proof sent",
    notApproved: "The venue has validated no proof of a real sale.",
    isApproved: (moment: string) => `The venue validated the proof on ${moment}.`,
    toShow: "See the show",
  },
};
