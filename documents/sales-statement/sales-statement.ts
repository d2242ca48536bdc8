import { type ReceiptVat, vatTable } from "../closing/closing-receipt.ts";
import { type Block, type Content, type ContentRow, heading, text } from "../content.ts";
import { amountText, civilText, countText, numberText, performanceText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";
import type { Moment } from "../pdf/sheet.ts";

/** What the statement of a performance is made from; amounts in cents. */
export interface SalesStatementData {
  printedAt: Moment;
  organizerName: string;
  show: { number: number; title: string };
  performance: { number: number; localDate: string; localTime: string };
  hall: { name: string; capacity: number };
  categories: StatedCategory[];
  sales: StatedSales[];
  tickets: StatedTickets[];
  /** Of the tickets that stand, split on each rate's sum. */
  vat: ReceiptVat[];
}
/** The tickets of one category, the reseller's among them. */
export interface StatedTickets {
  seatCategoryName: string;
  /** Numbers of the first and the last one ever issued. */
  firstTicket: number;
  lastTicket: number;
  standing: number;
  /** Cancelled, refunded, or waiting for a decision. */
  void: number;
  amountCents: number;
}
export interface StatedCategory {
  name: string;
  total: number;
  free: number;
  held: number;
  /** At the reseller, or on its way there or back. */
  allotted: number;
  soldByReseller: number;
  soldAtCounter: number;
  /** Blocked, or different on the two sides until somebody has compared. */
  other: number;
}
/** Live tickets of one channel, price type and category. */
export interface StatedSales {
  soldThrough: "counter" | "web" | "reseller";
  /** The reseller's name; empty for the venue's own channels. */
  resellerName: string;
  priceTypeName: string;
  seatCategoryName: string;
  count: number;
  faceValueCents: number;
  /** The two fees that come back to the venue, as one sum (R3.3). */
  feesCents: number;
}

/** Seats by state, sales by price type with their amounts, and the reseller's among them. */
export function salesStatement(data: SalesStatementData): Content {
  const { show, performance, hall } = data;
  const organizer = shortened(data.organizerName);
  const when = performanceText(performance.localDate, performance.localTime);
  return {
    title: "Relevé de la séance",
    foot: `${organizer} – ${shortened(show.title)}, ${when}`,
    blocks: [
      { kind: "text", text: `${shortened(show.title)} (${show.number})`, strong: true },
      text(`${when} – séance n° ${performance.number}`),
      text(`${shortened(hall.name)} – ${countText(hall.capacity, "place", "places")}`),
      text(organizer),
      text(`Imprimé le ${civilText(data.printedAt.local)}`),
      heading("Places par catégorie"),
      seatTable(data.categories),
      heading("Ventes par type de tarif"),
      ...salesTable(data.sales),
      ...(data.tickets.length === 0 ? [] : [heading("Billets par catégorie"), ticketsTable(data.tickets)]),
      ...(data.vat.length === 0 ? [] : [heading("TVA comprise dans ces montants"), vatTable(data.vat)]),
    ],
  };
}

const stateColumns = [
  ["Total", "total"],
  ["Libres", "free"],
  ["En réserve", "held"],
  ["Contingentées", "allotted"],
  ["Vendues, réseau", "soldByReseller"],
  ["Vendues, guichet", "soldAtCounter"],
  ["Autres", "other"],
] as const;

function seatTable(categories: readonly StatedCategory[]): Block {
  const total = (field: (typeof stateColumns)[number][1]) =>
    categories.reduce((sum, category) => sum + category[field], 0);
  return {
    kind: "table",
    columns: [
      { head: "Catégorie", weight: 26 },
      ...stateColumns.map(([head, field]) => ({
        head,
        weight: field === "allotted" ? 16 : 11,
        align: "right" as const,
      })),
    ],
    rows: [
      ...categories.map((category) => ({
        cells: [shortened(category.name), ...stateColumns.map(([, field]) => numberText(category[field]))],
      })),
      { cells: ["Total", ...stateColumns.map(([, field]) => numberText(total(field)))], sum: true },
    ],
  };
}

function salesTable(sales: readonly StatedSales[]): Block[] {
  if (sales.length === 0) return [text("Aucun billet vendu.")];
  const channels = [...new Set(sales.map(channelOf))];
  const rows = channels.flatMap((channel): ContentRow[] => {
    const own = sales.filter((one) => channelOf(one) === channel);
    return [...own.map(saleRow), sumRow(`Sous-total, ${channel}`, own)];
  });
  return [
    {
      kind: "table",
      columns: [
        { head: "Vendu par", weight: 16 },
        { head: "Type de tarif", weight: 26 },
        { head: "Catégorie", weight: 22 },
        { head: "Nb", weight: 8, align: "right" },
        { head: "Montant", weight: 15, align: "right" },
        { head: "Frais", weight: 13, align: "right" },
        { head: "Total", weight: 15, align: "right" },
      ],
      rows: [...rows, sumRow("Total", sales)],
    },
    text(
      "Frais\u202f: salle et organisateur, ensemble. Les frais propres du réseau ne sont pas comptés. Les billets remboursés ou annulés non plus.",
    ),
  ];
}

function ticketsTable(tickets: readonly StatedTickets[]): Block {
  const sum = (field: "standing" | "void" | "amountCents") =>
    tickets.reduce((total, one) => total + one[field], 0);
  return {
    kind: "table",
    columns: [
      { head: "Catégorie", weight: 28 },
      { head: "Premier n°", weight: 14, align: "right" },
      { head: "Dernier n°", weight: 14, align: "right" },
      { head: "Valables", weight: 12, align: "right" },
      { head: "Annulés", weight: 12, align: "right" },
      { head: "Total", weight: 18, align: "right" },
    ],
    rows: [
      ...tickets.map((one) => ({
        cells: [
          shortened(one.seatCategoryName),
          numberText(one.firstTicket),
          numberText(one.lastTicket),
          numberText(one.standing),
          numberText(one.void),
          amountText(one.amountCents),
        ],
      })),
      {
        cells: [
          "Total",
          "",
          "",
          numberText(sum("standing")),
          numberText(sum("void")),
          amountText(sum("amountCents")),
        ],
        sum: true,
      },
    ],
  };
}

function channelOf({ soldThrough, resellerName }: StatedSales): string {
  if (soldThrough === "counter") return "guichet";
  return soldThrough === "web" ? "web" : shortened(resellerName);
}

const saleRow = (one: StatedSales): ContentRow => ({
  cells: [
    channelOf(one),
    shortened(one.priceTypeName),
    shortened(one.seatCategoryName),
    ...amounts(one.count, one.faceValueCents, one.feesCents),
  ],
});

function sumRow(label: string, sales: readonly StatedSales[]): ContentRow {
  const sum = (field: "count" | "faceValueCents" | "feesCents") =>
    sales.reduce((total, one) => total + one[field], 0);
  return {
    cells: [label, "", "", ...amounts(sum("count"), sum("faceValueCents"), sum("feesCents"))],
    sum: true,
  };
}

const amounts = (count: number, faceValueCents: number, feesCents: number) => [
  numberText(count),
  amountText(faceValueCents),
  amountText(feesCents),
  amountText(faceValueCents + feesCents),
];
