type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Every address of the box office's server, and the only place where one is built. */
export const apiPaths = {
  organizers: "/api/organizers",
  operators: "/api/operators",
  operator: (operatorId: number) => `/api/operators/${operatorId}`,
  operatorPassword: (operatorId: number) => `/api/operators/${operatorId}/password`,
  operatorSecondFactor: (operatorId: number) => `/api/operators/${operatorId}/second-factor/remove`,
  organizerSettings: "/api/organizer/settings",
  ownPassword: "/api/me/password",
  ownSessions: "/api/me/sessions",
  closeSession: (sessionId: number) => `/api/me/sessions/${sessionId}/close`,
  ownActivity: "/api/me/activity",
  ownSecondFactor: "/api/me/second-factor",
  confirmSecondFactor: "/api/me/second-factor/confirm",
  removeSecondFactor: "/api/me/second-factor/remove",
  audit: (query: Query) => withQuery("/api/audit", query),
  signIn: "/api/sign-in",
  signOut: "/api/sign-out",
  me: "/api/me",
  live: "/api/live",

  interfaceState: "/api/interface/state",
  silentShows: "/api/interface/silent-shows",
  fetchSales: "/api/interface/fetch",
  allotChoices: "/api/interface/allot/choices",
  newShowWindow: (showNumber: number) => `/api/interface/allot/shows/${showNumber}`,
  allot: "/api/interface/allot",
  preflight: "/api/interface/allot/preflight",
  onSaleDocument: "/api/interface/allot/on-sale-document",
  recallChoices: (past: boolean) => withQuery("/api/interface/recall/choices", { past: past || undefined }),
  recallPerformance: (performanceNumber: number) => `/api/interface/recall/performances/${performanceNumber}`,
  recall: "/api/interface/recall",
  importChoices: "/api/interface/import-sales/choices",
  importSales: "/api/interface/import-sales",
  waitingSales: (query: { status?: "pending" | "blocked"; showNumber?: number }) =>
    withQuery("/api/interface/waiting-sales", query),
  blockedSale: (eventId: string) => `/api/interface/blocked-sales/${encodeURIComponent(eventId)}`,
  retrySale: (eventId: string) => `/api/interface/blocked-sales/${encodeURIComponent(eventId)}/retry`,
  overridePrice: (eventId: string) => `/api/interface/blocked-sales/${encodeURIComponent(eventId)}/override`,
  closeSale: (eventId: string) => `/api/interface/blocked-sales/${encodeURIComponent(eventId)}/close`,
  salesFiles: "/api/interface/sales-files",
  salesFileAnalysis: "/api/interface/sales-files/analysis",
  salesFileCodes: "/api/interface/sales-files/codes",
  readSalesFileAgain: (sha256: string) =>
    `/api/interface/sales-files/${encodeURIComponent(sha256)}/read-again`,
  runs: "/api/interface/runs",
  run: (runId: string) => `/api/interface/runs/${encodeURIComponent(runId)}`,
  runReport: (runId: string) => `/api/interface/runs/${encodeURIComponent(runId)}/report`,
  runReportPdf: (runId: string) => `/api/interface/runs/${encodeURIComponent(runId)}/report.pdf`,
  priceTypesAndHolds: "/api/interface/price-types-and-holds",
  runReportCsv: (runId: string) => `/api/interface/runs/${encodeURIComponent(runId)}/report.csv`,
  operations: "/api/interface/operations",
  voidOperation: (operationId: string) => `/api/interface/operations/${encodeURIComponent(operationId)}/void`,
  comparedPerformances: "/api/interface/compare",
  compare: (performanceNumber: number) => `/api/interface/compare/${performanceNumber}`,
  repair: (performanceNumber: number) => `/api/interface/compare/${performanceNumber}/repair`,
  decide: (performanceNumber: number) => `/api/interface/compare/${performanceNumber}/decide`,
  restoreReseller: "/api/interface/restore/reseller",
  restoreBoxoffice: "/api/interface/restore/boxoffice",
  findSeats: (performanceNumber: number, place: { row: string; number: string }) =>
    withQuery(`/api/interface/biography/${performanceNumber}/seats`, place),
  biography: (performanceNumber: number, seatCode: number, at?: string) =>
    withQuery(`/api/interface/biography/${performanceNumber}/seats/${seatCode}`, { at }),
  forceRecallPreview: (performanceNumber: number) =>
    `/api/interface/force-recall/performances/${performanceNumber}`,
  forceRecall: "/api/interface/force-recall",
  forcedRecalls: "/api/interface/forced-recalls",
  forcedRecall: (forcedRecallId: string) =>
    `/api/interface/forced-recalls/${encodeURIComponent(forcedRecallId)}`,
  sendFencesAgain: (forcedRecallId: string) =>
    `/api/interface/forced-recalls/${encodeURIComponent(forcedRecallId)}/send-again`,
  conflicts: "/api/interface/conflicts",
  closeConflict: (conflictId: number) => `/api/interface/conflicts/${conflictId}/close`,
  connection: "/api/interface/connection",
  connectionContact: "/api/interface/connection/contact",
  connectionTest: "/api/interface/connection/test",
  priceTypesTold: "/api/interface/connection/price-types-told",

  exportCodes: (hallCode: number) => `/api/interface/codes/halls/${hallCode}/export`,
  codesArchive: (hallCode: number) => `/api/interface/codes/halls/${hallCode}/archive`,

  halls: "/api/halls",
  mails: "/api/interface/mails",
  mailDrafts: "/api/interface/mail-drafts",
  mail: (mailId: string) => `/api/interface/mails/${encodeURIComponent(mailId)}`,
  mailMessage: (mailId: string) => `/api/interface/mails/${encodeURIComponent(mailId)}/message`,
  mailFiles: (mailId: string) => `/api/interface/mails/${encodeURIComponent(mailId)}/files`,
  mailAttachment: (mailId: string, position: number) =>
    `/api/interface/mails/${encodeURIComponent(mailId)}/attachments/${position}`,
  sendMailAgain: (mailId: string) => `/api/interface/mails/${encodeURIComponent(mailId)}/send-again`,
  runMail: (runId: string) => `/api/interface/runs/${encodeURIComponent(runId)}/mail`,
  mailSettings: "/api/interface/mail-settings",
  mailTest: "/api/interface/mail-settings/test",

  readPlan: "/api/plans/read",
  planVersions: (hallCode: number) => `/api/halls/${hallCode}/versions`,
  planDrawing: (hallCode: number, version?: number) =>
    withQuery(`/api/halls/${hallCode}/drawing`, { version }),
  exportPlan: (hallCode: number, query: { format: string; version?: number }) =>
    withQuery(`/api/halls/${hallCode}/export`, query),
  planDifference: (hallCode: number) => `/api/halls/${hallCode}/plan-difference`,
  planVersionDifference: (hallCode: number, from: number, to: number) =>
    `/api/halls/${hallCode}/versions/${from}/difference/${to}`,
  hallPlan: (hallCode: number) => `/api/halls/${hallCode}/plan`,
  setUp: "/api/set-up",
  showGroups: "/api/show-groups",
  showGroup: (showGroupId: number) => `/api/show-groups/${showGroupId}`,
  shows: "/api/shows",
  show: (showNumber: number) => `/api/shows/${showNumber}`,
  dashboard: (showNumber: number) => `/api/shows/${showNumber}/dashboard`,
  performances: (showNumber: number) => `/api/shows/${showNumber}/performances`,
  performancesPreview: (showNumber: number) => `/api/shows/${showNumber}/performances/preview`,
  performanceChanges: (performanceNumber: number) => `/api/performances/${performanceNumber}/changes`,
  reschedules: (performanceNumber: number) => `/api/performances/${performanceNumber}/reschedules`,
  cancellation: (performanceNumber: number) => `/api/performances/${performanceNumber}/cancellation`,
  refunds: (performanceNumber: number) => `/api/performances/${performanceNumber}/refunds`,
  ticketHolders: (performanceNumber: number) => `/api/performances/${performanceNumber}/ticket-holders`,
  ticketHoldersCsv: (performanceNumber: number) =>
    `/api/performances/${performanceNumber}/ticket-holders.csv`,
  refundTicket: (ticketId: number) => `/api/tickets/${ticketId}/refund`,
  performance: (performanceNumber: number) => `/api/performances/${performanceNumber}`,
  performanceSeats: (performanceNumber: number) => `/api/performances/${performanceNumber}/seats`,
  salesStatement: (performanceNumber: number) => `/api/performances/${performanceNumber}/statement`,
  printedPlan: (performanceNumber: number, query: Query) =>
    withQuery(`/api/performances/${performanceNumber}/plan.pdf`, query),
  counterSales: (performanceNumber: number) => `/api/performances/${performanceNumber}/counter-sales`,
  holdSeries: (showNumber: number) => `/api/shows/${showNumber}/holds`,
  holdSeriesPreview: (showNumber: number) => `/api/shows/${showNumber}/holds/preview`,
  stockRules: (showNumber: number) => `/api/interface/stock-rules/shows/${showNumber}`,
  rehearseStockRule: (showNumber: number, kind: "return" | "refill") =>
    `/api/interface/stock-rules/shows/${showNumber}/${kind}/rehearse`,
  switchStockRule: (showNumber: number, kind: "return" | "refill") =>
    `/api/interface/stock-rules/shows/${showNumber}/${kind}/switch`,
  counterTickets: (performanceNumber: number, text: string) =>
    withQuery(`/api/performances/${performanceNumber}/counter-tickets`, { text: text || undefined }),
  standingSeat: (performanceNumber: number, seatCode: number) =>
    `/api/performances/${performanceNumber}/seats/${seatCode}`,
  counterRefunds: "/api/refunds",
  exchange: (ticketId: number) => `/api/tickets/${ticketId}/exchange`,
  ticketPrints: "/api/ticket-prints",
  performanceHolds: (performanceNumber: number) => `/api/performances/${performanceNumber}/holds`,
  holds: "/api/holds",
  priceTypes: "/api/price-types",
  priceType: (priceTypeCode: number) => `/api/price-types/${priceTypeCode}`,
  priceTypeCopies: (priceTypeCode: number) => `/api/price-types/${priceTypeCode}/copies`,
  seatCategories: "/api/seat-categories",
  seatCategory: (seatCategoryCode: number) => `/api/seat-categories/${seatCategoryCode}`,
  feeColumns: "/api/fee-columns",
  feeColumn: (feeColumnId: number) => `/api/fee-columns/${feeColumnId}`,
  priceGrids: (showNumber: number) => `/api/shows/${showNumber}/price-grids`,
  priceGrid: (showNumber: number, priceGridId: number) =>
    `/api/shows/${showNumber}/price-grids/${priceGridId}`,
  withdrawPriceGrid: (showNumber: number, priceGridId: number) =>
    `/api/shows/${showNumber}/price-grids/${priceGridId}/withdraw`,
  priceEffects: (showNumber: number) => `/api/shows/${showNumber}/price-effects`,
  showVat: (showNumber: number) => `/api/shows/${showNumber}/vat`,
  organizerLicence: "/api/organizer/licence",
  paymentMethods: "/api/payment-methods",
  salesChannels: "/api/sales-channels",
  customerAccounts: "/api/customer-accounts",
  customerAccount: (customerAccountId: number) => `/api/customer-accounts/${customerAccountId}`,
  debts: (customerAccountId: number, query: { after?: number; limit?: number }) =>
    withQuery(`/api/customer-accounts/${customerAccountId}/debts`, query),
  settlements: (customerAccountId: number) => `/api/customer-accounts/${customerAccountId}/settlements`,
  reverseSettlement: (customerAccountId: number, entryNumber: number) =>
    `/api/customer-accounts/${customerAccountId}/settlements/${entryNumber}/reverse`,
  accountStatement: (customerAccountId: number) => `/api/customer-accounts/${customerAccountId}/statement`,
  cashDesks: (query: { operatorId?: number; salesChannelId?: number; before?: number } = {}) =>
    withQuery("/api/cash-desks", query),
  openCashDesk: "/api/cash-desks",
  cashDesk: (cashDeskNumber: number) => `/api/cash-desks/${cashDeskNumber}`,
  closeCashDesk: (cashDeskNumber: number) => `/api/cash-desks/${cashDeskNumber}/close`,
  cashDeskReading: (cashDeskNumber: number) => `/api/cash-desks/${cashDeskNumber}/reading`,
  closings: (query: { kind?: "day" | "month" | "year"; before?: number } = {}) =>
    withQuery("/api/closings", query),
  closePeriods: "/api/closings",
  closingReceipt: (closingNumber: number) => `/api/closings/${closingNumber}/receipt`,
  closingArchive: (closingNumber: number) => `/api/closings/${closingNumber}/archive`,
  signingKey: "/api/signing-key",
  signingKeyPem: "/api/signing-key.pem",
  cashJournal: (query: {
    after?: number;
    limit?: number;
    operatorId?: number;
    salesChannelId?: number;
    from?: string;
    until?: string;
  }) => withQuery("/api/cash-journal", query),
  cashJournalTotals: (query: { from?: string; until?: string }) =>
    withQuery("/api/cash-journal/totals", query),
} as const;

/** The address with its query; what is undefined is left out, everything else encoded. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? path : `${path}?${given.join("&")}`;
}
