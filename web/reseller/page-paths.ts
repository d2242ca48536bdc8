/** Every page of the network as a link takes it: the only place where pages are named by their address. */
export const pages = {
  home: { to: "/" },
  institution: (institutionCode: number) =>
    ({ to: "/institutions/$institutionCode", params: { institutionCode: String(institutionCode) } }) as const,
  line: (institutionCode: number) =>
    ({
      to: "/institutions/$institutionCode/liaison",
      params: { institutionCode: String(institutionCode) },
    }) as const,
  codes: (institutionCode: number) =>
    ({
      to: "/institutions/$institutionCode/codes",
      params: { institutionCode: String(institutionCode) },
    }) as const,
  importCodes: (institutionCode: number) =>
    ({
      to: "/institutions/$institutionCode/codes/import",
      params: { institutionCode: String(institutionCode) },
    }) as const,
  show: (institutionCode: number, showNumber: number) =>
    ({
      to: "/institutions/$institutionCode/manifestations/$showNumber",
      params: { institutionCode: String(institutionCode), showNumber: String(showNumber) },
    }) as const,
  performance: (institutionCode: number, performanceNumber: number) =>
    ({
      to: "/vente/$institutionCode/$performanceNumber",
      params: { institutionCode: String(institutionCode), performanceNumber: String(performanceNumber) },
    }) as const,
  orders: { to: "/commandes" },
  order: (institutionCode: number, orderId: string) =>
    ({
      to: "/commandes/$institutionCode/$orderId",
      params: { institutionCode: String(institutionCode), orderId },
    }) as const,
} as const;
