import { type Block, type Content, type ContentRow, heading, strong, text } from "../content.ts";
import { amountText, civilText, countText, dateText, numberText, rateText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";

/** What the receipt of a closing is made from; amounts in cents, moments civil at the venue. */
export interface ClosingReceiptData {
  organizerName: string;
  closingNumber: number;
  kind: "day" | "month" | "year";
  /** 2026-11-23, 2026-11, 2026. */
  period: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  firstEntry: number;
  lastEntry: number;
  closedAt: string;
  closedByName: string;
  totals: ReceiptTotal[];
  vat: ReceiptVat[];
  periodTotalCents: number;
  settledCents: number;
  grandTotalCents: number;
  perpetualTotalCents: number;
  previousHash: string;
  hash: string;
  /** Of the key that signs the organizer's archives. */
  fingerprint: string;
}

export interface ReceiptTotal {
  kind: string;
  paymentMethodName: string;
  salesChannelName: string;
  /** Hundredths of a percent; null: none. */
  vatRate: number | null;
  entryCount: number;
  faceValueCents: number;
  /** Both of the venue's fees. */
  feesCents: number;
  amountCents: number;
}

/** Turnover of one rate. */
export interface ReceiptVat {
  vatRate: number | null;
  amountCents: number;
  netCents: number;
  vatCents: number;
}

export const entryKindsFr: Readonly<Record<string, string>> = {
  sale: "Vente",
  cancellation: "Annulation",
  refund: "Remboursement",
  settlement: "Règlement de dette",
  settlementReversal: "Règlement contre-passé",
  priceOverride: "Écart accepté",
  priceOverrideReversal: "Écart repris",
};

const titles = { day: "Clôture journalière", month: "Clôture mensuelle", year: "Clôture annuelle" };

export function closingReceipt(data: ClosingReceiptData): Content {
  const organizer = shortened(data.organizerName);
  const title = `${titles[data.kind]} n° ${data.closingNumber}`;
  const count = data.lastEntry - data.firstEntry + 1;
  return {
    title,
    foot: `${organizer} – ${title}, ${periodText(data.kind, data.period)}`,
    blocks: [
      strong(periodText(data.kind, data.period)),
      text(organizer),
      text(`Du ${civilText(data.startsAt)} au ${civilText(data.endsAt)}, heure de ${data.timeZone}`),
      text(
        count === 0
          ? "Aucune écriture dans cette période."
          : `Écritures n° ${numberText(data.firstEntry)} à ${numberText(data.lastEntry)} – ${countText(count, "écriture", "écritures")}`,
      ),
      text(`Clôturé le ${civilText(data.closedAt)} par ${shortened(data.closedByName)}`),
      ...(data.totals.length === 0
        ? []
        : [heading("Totaux par nature, règlement, filière et taux de TVA"), totalsTable(data.totals)]),
      ...(data.vat.length === 0 ? [] : [heading("TVA"), vatTable(data.vat)]),
      heading("Cumuls"),
      sumsTable(data),
      text(
        "Les règlements de dettes ne sont pas du chiffre d’affaires. Le total perpétuel compte chaque écriture en valeur absolue\u202f: il ne baisse jamais.",
      ),
      heading("Empreintes"),
      text(`Clôture précédente\u202f: ${data.previousHash}`),
      text(`Cette clôture\u202f: ${data.hash}`),
      text(`Clé de signature des archives\u202f: ${data.fingerprint}`),
    ],
  };
}

const months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(
  " ",
);

/** «Journée du 23/11/2026», «Novembre 2026», «Année 2026» */
export function periodText(kind: ClosingReceiptData["kind"], period: string): string {
  if (kind === "day") return `Journée du ${dateText(period)}`;
  if (kind === "year") return `Année ${period}`;
  const [year = "", month = ""] = period.split("-");
  const name = months[Number(month) - 1] ?? month;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}

function totalsTable(totals: readonly ReceiptTotal[]): Block {
  const right = (head: string, weight: number) => ({ head, weight, align: "right" as const });
  return {
    kind: "table",
    columns: [
      { head: "Nature", weight: 22 },
      { head: "Règlement", weight: 22 },
      { head: "Filière", weight: 16 },
      right("TVA", 10),
      right("Nb", 9),
      right("Montant", 16),
      right("Frais", 14),
      right("Total", 16),
    ],
    rows: totals.map((total) => ({
      cells: [
        entryKindsFr[total.kind] ?? total.kind,
        shortened(total.paymentMethodName),
        shortened(total.salesChannelName),
        total.vatRate === null ? "–" : rateText(total.vatRate),
        numberText(total.entryCount),
        amountText(total.faceValueCents),
        amountText(total.feesCents),
        amountText(total.amountCents),
      ],
    })),
  };
}

/** VAT by rate: what is included in the amounts, split on each rate's sum. */
export function vatTable(vat: readonly ReceiptVat[]): Block {
  const sum = (field: "amountCents" | "netCents" | "vatCents") =>
    vat.reduce((total, one) => total + one[field], 0);
  const cells = (label: string, one: Omit<ReceiptVat, "vatRate">) => [
    label,
    amountText(one.netCents),
    amountText(one.vatCents),
    amountText(one.amountCents),
  ];
  const total = { amountCents: sum("amountCents"), netCents: sum("netCents"), vatCents: sum("vatCents") };
  return {
    kind: "table",
    columns: [
      { head: "Taux", weight: 25 },
      { head: "Hors taxe", weight: 25, align: "right" },
      { head: "TVA", weight: 25, align: "right" },
      { head: "TVA comprise", weight: 25, align: "right" },
    ],
    rows: [
      ...vat.map((one) => ({
        cells: cells(one.vatRate === null ? "Sans taux" : rateText(one.vatRate), one),
      })),
      { cells: cells("Total", total), sum: true },
    ],
  };
}

function sumsTable(data: ClosingReceiptData): Block {
  const row = (label: string, amountCents: number, sum = false): ContentRow => ({
    cells: [label, amountText(amountCents)],
    ...(sum ? { sum } : {}),
  });
  return {
    kind: "table",
    columns: [
      { head: "Cumul", weight: 70 },
      { head: "Montant", weight: 30, align: "right" },
    ],
    rows: [
      row("Total de la période (ventes, moins annulations et remboursements)", data.periodTotalCents, true),
      row("Règlements de dettes reçus dans la période", data.settledCents),
      row("Grand total depuis la première écriture", data.grandTotalCents),
      row("Total perpétuel, en valeur absolue", data.perpetualTotalCents),
    ],
  };
}
