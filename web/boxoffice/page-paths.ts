/** Every page of the box office as a link takes it: the only place where pages are named by their address. */
export const pages = {
  home: { to: "/" },
  interfaceHome: { to: "/ticketmaster" },
  allot: { to: "/ticketmaster/mise-en-vente" },
  recall: { to: "/ticketmaster/reprise" },
  recallPerformance: (performanceNumber: number) =>
    ({
      to: "/ticketmaster/reprise/$performanceNumber",
      params: { performanceNumber: String(performanceNumber) },
    }) as const,
  importSales: { to: "/ticketmaster/ventes" },
  tools: { to: "/ticketmaster/outils" },
  run: (runId: string) => ({ to: "/ticketmaster/operations/$runId", params: { runId } }) as const,
  configure: { to: "/ticketmaster/configurer" },
  counter: { to: "/guichet" },
  holds: { to: "/seances" },
  cashJournal: { to: "/journal" },
} as const;
