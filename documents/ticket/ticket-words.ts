import { amountText, dateText } from "../french.ts";
import type { TicketData, TicketPrinting } from "./ticket-data.ts";

const days = new Intl.DateTimeFormat("fr-FR", {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
});

/** «MARDI 3 MARS 2026 À 19H00» */
export function dateInWords({ localDate, localTime }: TicketData): string {
  const day = days.format(new Date(`${localDate}T00:00:00Z`));
  return `${day} à ${localTime.replace(":", "h")}`.toLocaleUpperCase("fr-FR");
}

/** «03/03/2026 19:00» */
export const dateInFigures = ({ localDate, localTime }: TicketData) => `${dateText(localDate)} ${localTime}`;

export const priceWords = ({ priceCents }: TicketData) => `Prix : ${amountText(priceCents)}`;
export const feesWords = "Frais loc. inclus";

export const soldWords = ({ pointOfSale, user }: TicketData) =>
  [`Point de vente : ${pointOfSale}`, user && `Utilisateur : ${user}`].filter(Boolean).join(" – ");

/** «Imprimé le 23/04/2020 17:18» */
export function printedWords({ printedAt }: TicketPrinting): string {
  const [date = "", time = ""] = printedAt.local.split("T");
  return `Imprimé le ${dateText(date)} ${time.slice(0, 5)}`;
}

export const markWords = {
  none: "",
  duplicate: "DUPLICATA",
  mockUp: "MAQUETTE – SANS VALEUR",
} as const;
