/** Where each page stands, as the routes take it: the only place where an address of a page is written. */
export const pagePaths = {
  home: "/",
  interfaceHome: "/ticketmaster",
  allot: "/ticketmaster/mise-en-vente",
  recall: "/ticketmaster/reprise",
  recallPerformance: "/ticketmaster/reprise/$performanceNumber",
  importSales: "/ticketmaster/ventes",
  tools: "/ticketmaster/outils",
  blockedSale: "/ticketmaster/outils/ventes/$eventId",
  compare: "/ticketmaster/outils/comparer",
  restore: "/ticketmaster/outils/restauration",
  biographies: "/ticketmaster/outils/biographie",
  biography: "/ticketmaster/outils/biographie/$performanceNumber/$seatCode",
  forceRecalls: "/ticketmaster/outils/forcer",
  forceRecall: "/ticketmaster/outils/forcer/$performanceNumber",
  forcedRecall: "/ticketmaster/outils/forces/$forcedRecallId",
  conflicts: "/ticketmaster/outils/conflits",
  codes: "/ticketmaster/outils/codifications",
  salesFiles: "/ticketmaster/outils/fichiers-de-vente",
  run: "/ticketmaster/operations/$runId",
  mails: "/ticketmaster/courrier",
  mail: "/ticketmaster/courrier/$mailId",
  configure: "/ticketmaster/configurer",
  counter: "/guichet",
  holds: "/seances",
  salesStatement: "/seances/$performanceNumber/releve",
  printedPlan: "/seances/$performanceNumber/plan",
  halls: "/salles",
  newHall: "/salles/nouvelle",
  hall: "/salles/$hallCode",
  editPlan: "/salles/$hallCode/plan",
  planDifference: "/salles/$hallCode/versions/$version",
  cashJournal: "/journal",
  cashDesks: "/caisses",
  cashDesk: "/caisses/$cashDeskNumber",
  closings: "/clotures",
  closing: "/clotures/$closingNumber",
  accounts: "/comptes",
  account: "/comptes/$customerAccountId",
  dashboard: "/tableau-de-bord",
} as const;

/** A page without parameters, as a link takes it. */
export interface PlainPage {
  readonly to: (typeof pagePaths)[keyof typeof pagePaths];
}

const plain = <To extends PlainPage["to"]>(to: To) => ({ to });

/** Every page of the box office as a link takes it. */
export const pages = {
  home: plain(pagePaths.home),
  interfaceHome: plain(pagePaths.interfaceHome),
  allot: plain(pagePaths.allot),
  recall: plain(pagePaths.recall),
  recallPerformance: (performanceNumber: number) => ({
    to: pagePaths.recallPerformance,
    params: { performanceNumber: String(performanceNumber) },
  }),
  importSales: plain(pagePaths.importSales),
  tools: plain(pagePaths.tools),
  blockedSale: (eventId: string) => ({ to: pagePaths.blockedSale, params: { eventId } }),
  compare: plain(pagePaths.compare),
  restore: plain(pagePaths.restore),
  biographies: plain(pagePaths.biographies),
  biography: (performanceNumber: number, seatCode: number) => ({
    to: pagePaths.biography,
    params: { performanceNumber: String(performanceNumber), seatCode: String(seatCode) },
  }),
  forceRecalls: plain(pagePaths.forceRecalls),
  forceRecall: (performanceNumber: number) => ({
    to: pagePaths.forceRecall,
    params: { performanceNumber: String(performanceNumber) },
  }),
  forcedRecall: (forcedRecallId: string) => ({ to: pagePaths.forcedRecall, params: { forcedRecallId } }),
  conflicts: plain(pagePaths.conflicts),
  codes: plain(pagePaths.codes),
  salesFiles: plain(pagePaths.salesFiles),
  run: (runId: string) => ({ to: pagePaths.run, params: { runId } }),
  mails: plain(pagePaths.mails),
  mail: (mailId: string) => ({ to: pagePaths.mail, params: { mailId } }),
  configure: plain(pagePaths.configure),
  counter: plain(pagePaths.counter),
  holds: plain(pagePaths.holds),
  salesStatement: (performanceNumber: number) => ({
    to: pagePaths.salesStatement,
    params: { performanceNumber: String(performanceNumber) },
  }),
  printedPlan: (performanceNumber: number) => ({
    to: pagePaths.printedPlan,
    params: { performanceNumber: String(performanceNumber) },
  }),
  halls: plain(pagePaths.halls),
  newHall: plain(pagePaths.newHall),
  editPlan: (hallCode: number) => ({ to: pagePaths.editPlan, params: { hallCode: String(hallCode) } }),
  hall: (hallCode: number) => ({ to: pagePaths.hall, params: { hallCode: String(hallCode) } }),
  planDifference: (hallCode: number, version: number) => ({
    to: pagePaths.planDifference,
    params: { hallCode: String(hallCode), version: String(version) },
  }),
  cashJournal: plain(pagePaths.cashJournal),
  cashDesks: plain(pagePaths.cashDesks),
  cashDesk: (cashDeskNumber: number) => ({
    to: pagePaths.cashDesk,
    params: { cashDeskNumber: String(cashDeskNumber) },
  }),
  closings: plain(pagePaths.closings),
  closing: (closingNumber: number) => ({
    to: pagePaths.closing,
    params: { closingNumber: String(closingNumber) },
  }),
  accounts: plain(pagePaths.accounts),
  account: (customerAccountId: number) => ({
    to: pagePaths.account,
    params: { customerAccountId: String(customerAccountId) },
  }),
  dashboard: plain(pagePaths.dashboard),
};
