import { type Block, type Content, heading, text } from "../content.ts";
import { civilText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";
import type { Moment } from "../pdf/sheet.ts";

/** What the reseller must know before seats are sent (R9.4, R11.2): the codes are the organizer's number and a serial. */
export interface PriceTypesAndHoldsData {
  printedAt: Moment;
  organizerName: string;
  institutionCode: number;
  priceTypes: { code: number; name: string }[];
  holds: { code: number; name: string }[];
}

export function priceTypesAndHolds(data: PriceTypesAndHoldsData): Content {
  const organizer = shortened(data.organizerName);
  return {
    title: "INTERFACE RODRIGUE - TICKETMASTER",
    foot: `${organizer} – Types de tarifs et réserves`,
    blocks: [
      { kind: "text", text: "TYPES DE TARIFS ET RÉSERVES", strong: true },
      text(`${organizer} - Institution : ${data.institutionCode}`),
      text(civilText(data.printedAt.local)),
      heading("TYPES DE TARIFS"),
      codes("Type de tarif", data.priceTypes),
      heading("RÉSERVES"),
      codes("Réserve", data.holds),
    ],
  };
}

function codes(head: string, list: readonly { code: number; name: string }[]): Block {
  if (list.length === 0) return text("Aucun code.");
  return {
    kind: "table",
    columns: [
      { head: "Code", weight: 15 },
      { head, weight: 85 },
    ],
    rows: list.map(({ code, name }) => ({ cells: [String(code), shortened(name)] })),
  };
}
