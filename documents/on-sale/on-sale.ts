import { type Block, type Content, heading, strong, text } from "../content.ts";
import { civilText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";
import type { Moment } from "../pdf/sheet.ts";

/** What the on-sale document is made from (R9.1); amounts in cents. */
export interface OnSaleData {
  printedAt: Moment;
  organizerName: string;
  institutionCode: number;
  show: { number: number; title: string };
  hall: { code: number; name: string; capacity: number };
  /** Mentions to print on the tickets; may have several lines. */
  comment: string;
  prices: OnSalePrice[];
  seatCategories: Coded[];
  holds: Coded[];
  priceTypes: Coded[];
}
export interface OnSalePrice {
  priceTypeName: string;
  seatCategoryName: string;
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
  resellerFeeCents: number;
}
export interface Coded {
  code: number;
  name: string;
}

/** The order to sell that goes to the reseller's contact with the mail: line for line as the manual's sample. */
export function onSaleDocument(data: OnSaleData): Content {
  const { organizerName, show, hall } = data;
  const organizer = shortened(organizerName);
  return {
    title: "INTERFACE RODRIGUE - TICKETMASTER",
    foot: `${organizer} – ${shortened(show.title)} (${show.number})`,
    blocks: [
      strong("MISE EN VENTE D'UNE NOUVELLE MANIFESTATION"),
      text(civilText(data.printedAt.local)),
      text(`${organizer} - Institution : ${data.institutionCode}`),
      strong(`${shortened(show.title)} (${show.number})`),
      text(`SALLE : ${shortened(hall.name)} JAUGE ${hall.capacity} (${hall.code})`),
      heading("COMMENTAIRE :"),
      ...(data.comment === "" ? [] : [text(data.comment)]),
      heading("INFORMATIONS TARIFAIRES :"),
      ...data.prices.flatMap(priceLines),
      ...codeList("LISTE DES CATEGORIES :", data.seatCategories),
      ...codeList("LISTE DES RESERVES :", data.holds),
      ...codeList("LISTE DES TARIFS :", data.priceTypes),
    ],
  };
}

function priceLines(price: OnSalePrice): Block[] {
  const amounts = [
    ["MONTANT", price.faceValueCents],
    ["FRAIS SALLE", price.venueFeeCents],
    ["FRAIS ORG", price.organizerFeeCents],
    ["FRAIS TKN", price.resellerFeeCents],
  ] as const;
  return [
    strong(`${shortened(price.priceTypeName)}    ${shortened(price.seatCategoryName)}`),
    text(amounts.map(([name, amountCents]) => `${name}: ${amountWithPoint(amountCents)}`).join("    ")),
  ];
}

function codeList(title: string, list: readonly Coded[]): Block[] {
  return [heading(title), ...list.map(({ code, name }) => text(`${code} ${shortened(name)}`))];
}

/** «48.00€»: so this document writes amounts, and no other. */
function amountWithPoint(amountCents: number): string {
  return `${(amountCents / 100).toFixed(2)}€`;
}
