import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import { type Block, type Content, heading, text } from "../content.ts";
import { amountText, civilText, numberText, performanceText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";
import type { Moment } from "../pdf/sheet.ts";

/** What the report of an integration is made from (R7.1, R9.2); amounts in cents. */
export interface ImportReportData {
  printedAt: Moment;
  organizerName: string;
  resellerName: string;
  operatorName: string;
  /** Civil moments at the venue; null while it goes on. */
  startedAt: string;
  finishedAt: string | null;
  shows: ImportedShow[];
  /** What the run integrated, by show, price type and category; cancellations count against it. */
  sales: ImportedSales[];
  blocked: BlockedSale[];
}
export interface ImportedShow {
  showTitle: string;
  integrated: number;
  cancelled: number;
  amountCents: number;
  blocked: number;
  pending: number;
}
export interface ImportedSales {
  showTitle: string;
  priceTypeName: string;
  seatCategoryName: string;
  count: number;
  amountCents: number;
}
/** A sale that waits, with both figures where they differ. */
export interface BlockedSale {
  showTitle: string;
  localDate: string;
  localTime: string;
  row: string;
  number: string;
  priceTypeName: string;
  holder: string;
  reason: BlockedReason;
}
export type BlockedReason =
  | { kind: "priceMismatch"; sale: Amounts; grid: Amounts | null }
  | { kind: "unknownPriceType"; priceTypeCode: number }
  | { kind: "unknownPerformance"; performanceNumber: number }
  | { kind: "dateMismatch" | "timeMismatch"; sale: string; ours: string }
  | { kind: "saleNotIntegrated" }
  | { kind: "unknownSale" }
  | { kind: "unknownSeat"; seatCode: number }
  | { kind: "barcodeTaken"; barcode: string }
  | { kind: "fileDiffers"; sale: Amounts; file: Amounts };
interface Amounts {
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
}

export function importReport(data: ImportReportData): Content {
  const organizer = shortened(data.organizerName);
  return {
    title: "Rapport d’intégration des ventes",
    foot: `${organizer} – Rapport d’intégration du ${civilText(data.startedAt)}`,
    blocks: [
      text(`${organizer} – ${shortened(data.resellerName)}`),
      text(`Lancé par ${shortened(data.operatorName)} le ${civilText(data.startedAt)}`),
      text(data.finishedAt === null ? "En cours." : `Terminé le ${civilText(data.finishedAt)}`),
      text(`Imprimé le ${civilText(data.printedAt.local)}`),
      heading("Par manifestation"),
      data.shows.length === 0 ? text("Aucune vente n’attendait.") : showTable(data.shows),
      ...salesTable(data.sales),
      ...blockedTable(data.blocked),
    ],
  };
}

function showTable(shows: readonly ImportedShow[]): Block {
  const sum = (field: "integrated" | "cancelled" | "amountCents" | "blocked" | "pending") =>
    shows.reduce((total, show) => total + show[field], 0);
  return {
    kind: "table",
    columns: [
      { head: "Manifestation", weight: 36 },
      { head: "Intégrées", weight: 12, align: "right" },
      { head: "Annulées", weight: 12, align: "right" },
      { head: "Montant", weight: 18, align: "right" },
      { head: "Bloquées", weight: 12, align: "right" },
      { head: "En attente", weight: 12, align: "right" },
    ],
    rows: [
      ...shows.map((show) => ({
        cells: [
          shortened(show.showTitle),
          numberText(show.integrated),
          numberText(show.cancelled),
          amountText(show.amountCents),
          numberText(show.blocked),
          numberText(show.pending),
        ],
      })),
      {
        cells: [
          "Total",
          numberText(sum("integrated")),
          numberText(sum("cancelled")),
          amountText(sum("amountCents")),
          numberText(sum("blocked")),
          numberText(sum("pending")),
        ],
        sum: true,
      },
    ],
  };
}

function salesTable(sales: readonly ImportedSales[]): Block[] {
  if (sales.length === 0) return [];
  return [
    heading("Ventes intégrées, annulations déduites"),
    {
      kind: "table",
      columns: [
        { head: "Manifestation", weight: 30 },
        { head: "Type de tarif", weight: 28 },
        { head: "Catégorie", weight: 22 },
        { head: "Nombre", weight: 10, align: "right" },
        { head: "Montant", weight: 16, align: "right" },
      ],
      rows: sales.map((one) => ({
        cells: [
          shortened(one.showTitle),
          shortened(one.priceTypeName),
          shortened(one.seatCategoryName),
          numberText(one.count),
          amountText(one.amountCents),
        ],
      })),
    },
  ];
}

/** What was integrated before stays, nothing after is lost: each sale that waits, and why (R7.2). */
function blockedTable(blocked: readonly BlockedSale[]): Block[] {
  if (blocked.length === 0) return [];
  return [
    heading("Ventes bloquées, avec leur motif"),
    text(
      "Ce qui précède est intégré, rien n’est perdu : les ventes attendent que la différence soit réglée.",
    ),
    {
      kind: "table",
      columns: [
        { head: "Manifestation, séance", weight: 30 },
        { head: "Rang", weight: 8 },
        { head: "Place", weight: 8 },
        { head: "Type de tarif", weight: 20 },
        { head: "Client", weight: 16 },
        { head: "Motif", weight: 30 },
      ],
      rows: blocked.map((sale) => ({
        cells: [
          `${shortened(sale.showTitle)}, ${performanceText(sale.localDate, sale.localTime)}`,
          shortened(sale.row),
          shortened(sale.number),
          shortened(sale.priceTypeName),
          shortened(sale.holder),
          reasonText(sale.reason),
        ],
      })),
    },
  ];
}

function reasonText(reason: BlockedReason): string {
  switch (reason.kind) {
    case "priceMismatch":
      return `${catalogueFr.priceMismatch.title} : ${amountsText(reason.sale)} vendus, ${
        reason.grid ? `${amountsText(reason.grid)} chez nous` : "absent de la grille"
      }`;
    case "unknownPriceType":
      return `19 · ${catalogueFr.exchange[19].title} : ${reason.priceTypeCode}`;
    case "unknownPerformance":
      return `12 · ${catalogueFr.exchange[12].title} : ${reason.performanceNumber}`;
    case "dateMismatch":
      return `17 · ${catalogueFr.exchange[17].title} : ${civilText(reason.sale)}, chez nous ${civilText(reason.ours)}`;
    case "timeMismatch":
      return `18 · ${catalogueFr.exchange[18].title} : ${reason.sale}, chez nous ${reason.ours}`;
    case "saleNotIntegrated":
      return "Annulation d’une vente qui n’est pas encore intégrée";
    case "unknownSale":
      return "Annulation d’une vente que nous n’avons pas";
    case "unknownSeat":
      return `Place inconnue : ${reason.seatCode}`;
    case "barcodeTaken":
      return `Code-barres déjà porté par un autre billet : ${reason.barcode}`;
    case "fileDiffers":
      return `Déjà reçue par un fichier de vente : ${amountsText(reason.sale)} ici, ${amountsText(reason.file)} dans le fichier`;
  }
}

/** The amount and the sum of the two fees, which is all that is compared (R3.3). */
function amountsText({ faceValueCents, venueFeeCents, organizerFeeCents }: Amounts): string {
  return `${amountText(faceValueCents)} + ${amountText(venueFeeCents + organizerFeeCents)} de frais`;
}
