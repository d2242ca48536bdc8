/** Every address of the network's server, and the only place where one is built. */
export const apiPaths = {
  session: "/api/session",

  institutions: "/api/institutions",
  institution: (institutionCode: number) => `/api/institutions/${institutionCode}`,
  addresses: (institutionCode: number) => `/api/institutions/${institutionCode}/addresses`,
  credentials: (institutionCode: number) => `/api/institutions/${institutionCode}/credentials`,
  credential: (institutionCode: number, credentialId: string) =>
    `/api/institutions/${institutionCode}/credentials/${encodeURIComponent(credentialId)}`,
  codes: (institutionCode: number) => `/api/institutions/${institutionCode}/codes`,
  codeImports: (institutionCode: number) => `/api/institutions/${institutionCode}/code-imports`,
  codeImportPreview: (institutionCode: number) => `/api/institutions/${institutionCode}/code-imports/preview`,
  restoreCodes: (institutionCode: number, hallCode: number) =>
    `/api/institutions/${institutionCode}/code-imports/${hallCode}/restore`,
  shows: (institutionCode: number) => `/api/institutions/${institutionCode}/shows`,
  showStatus: (institutionCode: number, showNumber: number) =>
    `/api/institutions/${institutionCode}/shows/${showNumber}/status`,
  price: (institutionCode: number, showNumber: number, priceTypeCode: number, seatCategoryCode: number) =>
    `/api/institutions/${institutionCode}/shows/${showNumber}/prices/${priceTypeCode}/${seatCategoryCode}`,

  proofs: (institutionCode: number, showNumber: number) =>
    `/api/institutions/${institutionCode}/shows/${showNumber}/proofs`,
  proofFile: (institutionCode: number, proofId: string) =>
    `/api/institutions/${institutionCode}/proofs/${encodeURIComponent(proofId)}/file`,
  proofSending: (institutionCode: number, proofId: string) =>
    `/api/institutions/${institutionCode}/proofs/${encodeURIComponent(proofId)}/sending`,
  ticketHeading: (institutionCode: number) => `/api/institutions/${institutionCode}/ticket-heading`,

  performancesOnSale: "/api/performances",
  seats: (institutionCode: number, performanceNumber: number) =>
    `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`,
  prices: (institutionCode: number, performanceNumber: number) =>
    `/api/institutions/${institutionCode}/performances/${performanceNumber}/prices`,
  baskets: "/api/baskets",
  basket: (basketId: string) => `/api/baskets/${encodeURIComponent(basketId)}`,
  basketSale: (basketId: string) => `/api/baskets/${encodeURIComponent(basketId)}/sale`,
  orders: "/api/orders",
  ordersWithBarcode: (barcode: string) => `/api/orders?barcode=${encodeURIComponent(barcode)}`,
  order: (institutionCode: number, orderId: string) =>
    `/api/orders/${encodeURIComponent(orderId)}?institutionCode=${institutionCode}`,
  orderTickets: (orderId: string) => `/api/orders/${encodeURIComponent(orderId)}/tickets`,
  cancellation: (orderId: string) => `/api/orders/${encodeURIComponent(orderId)}/cancellation`,
} as const;
