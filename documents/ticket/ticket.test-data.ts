import type { TicketData, TicketPrinting } from "./ticket-data.ts";

/** For tests: a ticket that says everything that a ticket may say. */
export const sampleTicket: TicketData = {
  theatre: { name: "THEATRE DE L'EMPIRE", address: "41 avenue de Wagram", town: "75017 PARIS" },
  licence: "L-R-20-001234",
  comment: "LE THEATRE DE L'EMPIRE présente",
  title: "ORPHEE ET EURYDICE",
  subtitle: "Opéra en trois actes",
  localDate: "2020-05-19",
  localTime: "20:30",
  category: "CATEGORIE 4 VISIBILITE REDUITE",
  area: "ETAGE – BALCON PAIR",
  row: "A",
  seat: "101",
  priceType: "PLEIN TARIF",
  priceCents: 123_450,
  customer: "LEFEBVRE Éloïse",
  pointOfSale: "GUICHET",
  user: "CLE",
  transactions: ["Opération 1234", "Billet 56789"],
  barcode: "01234567890123",
  mark: "none",
};

export const printing: TicketPrinting = {
  format: "thermal",
  printedAt: { instant: new Date("2020-04-23T15:18:00.000Z"), local: "2020-04-23T17:18:00" },
};
